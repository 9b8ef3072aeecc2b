package dev.modelroute.core.webhook;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one receiver.
 *
 * @param source where the body lies
 * @param endpoint null when the address came with the request
 * @param url address at the time of the event; a registered endpoint's present one is used instead
 * @param attempts made so far
 * @param createdAt when the event happened; its life is counted from there
 * @param nextAttemptAt in whole seconds; of no meaning once it is over
 * @param endedAt null while SCHEDULED
 */
public record Delivery(
    DeliveryId id,
    EventId event,
    EventType type,
    OrgId organization,
    Outbox.Entry source,
    @Nullable EndpointId endpoint,
    String url,
    State state,
    int attempts,
    Instant createdAt,
    Instant nextAttemptAt,
    @Nullable Instant endedAt) {

  /** Where a delivery stands. */
  public enum State {
    /** An attempt is due now or later. */
    SCHEDULED,
    DELIVERED,
    /** Every attempt was refused, or its time was over. */
    FAILED,
    /** Its endpoint was switched off meanwhile. */
    PARKED;

    /** The form on the wire and in rows: {@code scheduled}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same for every fan-out of one event, so that a repeat makes no second delivery. */
  public static DeliveryId idOf(EventId event, @Nullable EndpointId endpoint) {
    return DeliveryId.of(
        Digests.uuidOf(event + " " + (endpoint == null ? "request" : endpoint.value())));
  }

  /** This delivery after one more attempt. */
  public Delivery attempted(State next, Instant nextAttempt, @Nullable Instant ended) {
    return with(next, attempts + 1, nextAttempt, ended);
  }

  /** This delivery over without another attempt. */
  public Delivery closed(State end, Instant at) {
    return with(end, attempts, nextAttemptAt, at);
  }

  private Delivery with(State next, int made, Instant nextAttempt, @Nullable Instant ended) {
    return new Delivery(
        id,
        event,
        type,
        organization,
        source,
        endpoint,
        url,
        next,
        made,
        createdAt,
        nextAttempt,
        ended);
  }
}
