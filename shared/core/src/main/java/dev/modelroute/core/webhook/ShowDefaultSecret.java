package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;
import java.util.random.RandomGenerator;

/** Shows the secret that signs events to addresses given with a request; made at first use. */
public final class ShowDefaultSecret {
  private final EndpointStore endpoints;
  private final RandomGenerator random;

  /**
   * @param random must be unpredictable in production: the secret may come from it
   */
  public ShowDefaultSecret(EndpointStore endpoints, RandomGenerator random) {
    this.endpoints = endpoints;
    this.random = random;
  }

  public WebhookSecret show(OrgId organization) {
    return endpoints.defaultSecrets(organization, WebhookSecret.generate(random)).current();
  }
}
