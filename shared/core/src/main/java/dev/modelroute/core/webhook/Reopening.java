package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The sending again of an endpoint's deliveries that are over. It is work for the queue, page by
 * page, since there may be more of them than one request has time for.
 *
 * @param from which ones: PARKED or FAILED
 * @param since when their events happened, at the earliest
 * @param asOf when it was asked for: what ended later is left alone, so that each is sent once
 * @param position where the next page starts; null for the first
 */
public record Reopening(
    OrgId organization,
    EndpointId endpoint,
    Delivery.State from,
    Instant since,
    Instant asOf,
    @Nullable String position) {

  /** The same work from another page on. */
  public Reopening from(String next) {
    return new Reopening(organization, endpoint, from, since, asOf, next);
  }
}
