package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Switches an endpoint on again and sends what was parked meanwhile. */
public final class EnableEndpoint {
  private final EndpointStore endpoints;
  private final WebhookQueue queue;
  private final InstantSource time;

  public EnableEndpoint(EndpointStore endpoints, WebhookQueue queue, InstantSource time) {
    this.endpoints = endpoints;
    this.queue = queue;
    this.time = time;
  }

  /**
   * Asking again does no harm: what is parked is looked for again.
   *
   * @param id as the caller wrote it
   * @return the endpoint as it is now; empty when there is none
   */
  public Optional<Endpoint> enable(OrgId organization, String id) {
    Optional<Endpoint> present =
        EndpointId.parse(id).flatMap(known -> endpoints.find(organization, known));
    if (present.isEmpty()) {
      return present;
    }
    EndpointId endpoint = present.get().id();
    Instant now = time.instant();
    endpoints.switchOn(organization, endpoint);
    queue.sendReopening(
        new Reopening(organization, endpoint, Delivery.State.PARKED, Instant.EPOCH, now, null));
    return endpoints.find(organization, endpoint);
  }
}
