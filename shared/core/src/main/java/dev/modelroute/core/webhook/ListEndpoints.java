package dev.modelroute.core.webhook;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;

/** Shows an organisation's receivers, newest first. */
public final class ListEndpoints {
  private final EndpointStore endpoints;

  public ListEndpoints(EndpointStore endpoints) {
    this.endpoints = endpoints;
  }

  public Page<Endpoint> list(OrgId organization, PageRequest page) {
    return endpoints.list(organization, page);
  }
}
