package dev.modelroute.core.webhook;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one receiver.
 *
 * @param source where the body lies
 * @param endpoint null when the address came with the request
 * @param url address at the time of the event, a registered endpoint's present one is used instead;
 *     null when the endpoint pulls
 * @param attempts made so far
 * @param round the run of attempts it is in
 * @param createdAt when the event happened
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
    @Nullable String url,
    State state,
    int attempts,
    Round round,
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
    /** Its endpoint is switched off. */
    PARKED
  }

  /**
   * One run of attempts: the first, or one more that somebody asked for.
   *
   * @param before attempts made before it
   * @param retried whether a refused attempt is followed by another
   * @param until no attempt is made later
   */
  public record Round(int before, boolean retried, Instant until) {}

  /** The same for every fan-out of one event, so that a repeat makes no second delivery. */
  public static DeliveryId idOf(EventId event, @Nullable EndpointId endpoint) {
    return DeliveryId.of(
        Digests.uuidOf(event + " " + (endpoint == null ? "request" : endpoint.value())));
  }

  /**
   * A delivery of an event, its first attempt due at once.
   *
   * @param url null when the endpoint pulls: what is due there is the end of its time only
   */
  public static Delivery of(
      WebhookEvent event,
      @Nullable EndpointId endpoint,
      @Nullable String url,
      Round round,
      Instant now) {
    return new Delivery(
        idOf(event.id(), endpoint),
        event.id(),
        event.type(),
        event.organization(),
        new Outbox.Entry(event.execution(), event.slot()),
        endpoint,
        url,
        State.SCHEDULED,
        0,
        round,
        event.at(),
        url == null ? round.until() : now.truncatedTo(ChronoUnit.SECONDS),
        null);
  }

  /** Who shares a slow receiver's fate in a fair queue: at most 128 characters. */
  public String group() {
    if (endpoint != null) {
      return endpoint.value();
    }
    String address = Objects.requireNonNull(url, "only endpoints pull");
    int end = address.indexOf('/', address.indexOf("://") + 3);
    String origin = end < 0 ? address : address.substring(0, end);
    return Digests.sha256(organization + " " + origin);
  }

  /** Whether the receiver asks for it; it is never sent then. */
  public boolean isPulled() {
    return url == null;
  }

  /** This delivery after one more attempt. */
  public Delivery attempted(State next, Instant nextAttempt, @Nullable Instant ended) {
    return with(next, attempts + 1, round, nextAttempt, ended);
  }

  /** This delivery over without another attempt. */
  public Delivery closed(State end, Instant at) {
    return with(end, attempts, round, nextAttemptAt, at);
  }

  /** This delivery with the same attempt at another time. */
  public Delivery deferred(Instant nextAttempt) {
    return with(state, attempts, round, nextAttempt, endedAt);
  }

  /** This delivery, which was over, in a new round. */
  public Delivery reopened(Round next, Instant nextAttempt) {
    return with(State.SCHEDULED, attempts, next, nextAttempt, null);
  }

  private Delivery with(
      State next, int made, Round run, Instant nextAttempt, @Nullable Instant ended) {
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
        run,
        createdAt,
        nextAttempt,
        ended);
  }
}
