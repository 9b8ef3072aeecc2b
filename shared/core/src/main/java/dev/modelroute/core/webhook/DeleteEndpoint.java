package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;

/** Removes a receiver. Its open deliveries end as failed at their next attempt, unsent. */
public final class DeleteEndpoint {
  private final EndpointStore endpoints;

  public DeleteEndpoint(EndpointStore endpoints) {
    this.endpoints = endpoints;
  }

  /** What became of it. */
  public enum Deleted {
    DELETED,
    NOT_FOUND
  }

  /**
   * @param id as the caller wrote it
   */
  public Deleted delete(OrgId organization, String id) {
    return EndpointId.parse(id)
            .filter(endpoint -> endpoints.delete(organization, endpoint))
            .isPresent()
        ? Deleted.DELETED
        : Deleted.NOT_FOUND;
  }
}
