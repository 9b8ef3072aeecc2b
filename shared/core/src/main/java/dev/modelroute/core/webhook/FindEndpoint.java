package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;
import java.util.Optional;

/** Shows one receiver; another organisation's looks like a missing one. */
public final class FindEndpoint {
  private final EndpointStore endpoints;

  public FindEndpoint(EndpointStore endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * @param id as the caller wrote it
   */
  public Optional<Endpoint> find(OrgId organization, String id) {
    return EndpointId.parse(id).flatMap(endpoint -> endpoints.find(organization, endpoint));
  }
}
