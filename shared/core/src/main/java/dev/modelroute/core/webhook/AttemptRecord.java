package dev.modelroute.core.webhook;

import dev.modelroute.core.webhook.DeliverWebhook.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What follows from an attempt: its row, the next one, the endpoint's health. */
final class AttemptRecord {
  private static final int GONE = 410;

  private final WebhookPorts ports;
  private final RetrySchedule schedule;
  private final InstantSource time;
  private final RandomGenerator random;

  AttemptRecord(
      WebhookPorts ports, RetrySchedule schedule, InstantSource time, RandomGenerator random) {
    this.ports = ports;
    this.schedule = schedule;
    this.time = time;
    this.random = random;
  }

  /**
   * @param begun when the attempt was
   */
  Result after(Delivery delivery, WebhookSender.Outcome outcome, Instant begun) {
    return switch (outcome) {
      case WebhookSender.Outcome.Taken(int status) ->
          taken(delivery, attempt(delivery, begun, status, null));
      case WebhookSender.Outcome.Refused refused ->
          refused(delivery, attempt(delivery, begun, refused.status(), refused.why()), refused);
    };
  }

  private DeliveryAttempt attempt(
      Delivery delivery, Instant begun, @Nullable Integer status, @Nullable FailureClass why) {
    Duration took = Duration.between(begun, time.instant());
    return new DeliveryAttempt(delivery.id(), delivery.attempts() + 1, begun, took, status, why);
  }

  private Result taken(Delivery delivery, DeliveryAttempt attempt) {
    Instant now = time.instant();
    Delivery next = delivery.attempted(Delivery.State.DELIVERED, delivery.nextAttemptAt(), now);
    if (ports.deliveries().record(attempt, next) && delivery.endpoint() != null) {
      ports.endpoints().noteDelivered(delivery.organization(), delivery.endpoint(), now);
    }
    return new Result.Taken(attempt.number());
  }

  private Result refused(
      Delivery delivery, DeliveryAttempt attempt, WebhookSender.Outcome.Refused refused) {
    Instant now = time.instant();
    boolean gone = Integer.valueOf(GONE).equals(refused.status());
    Optional<Instant> again =
        gone || !delivery.round().retried()
            ? Optional.empty()
            : again(delivery, attempt, refused, now);
    Delivery next =
        again
            .map(at -> delivery.attempted(Delivery.State.SCHEDULED, at, null))
            .orElseGet(
                () -> delivery.attempted(Delivery.State.FAILED, delivery.nextAttemptAt(), now));
    if (!ports.deliveries().record(attempt, next)) {
      return new Result.Ignored();
    }
    noteFailure(delivery, now);
    if (again.isEmpty()) {
      return new Result.UsedUp(countFailure(delivery, gone));
    }
    queue(next, now);
    return new Result.WillRetry(attempt.number(), again.get());
  }

  private Optional<Instant> again(
      Delivery delivery,
      DeliveryAttempt attempt,
      WebhookSender.Outcome.Refused refused,
      Instant now) {
    Optional<Duration> wish =
        Optional.ofNullable(refused.retryAfter()).flatMap(text -> RetryAfter.parse(text, now));
    int made = attempt.number() - delivery.round().before();
    return schedule.next(made, wish, now, delivery.round().until(), random);
  }

  /** Tells the breaker. Whoever comes too late to be counted leaves it to the ones that were. */
  private void noteFailure(Delivery delivery, Instant now) {
    EndpointId id = delivery.endpoint();
    if (id == null) {
      return;
    }
    for (int tries = 0; tries < EndpointBreaker.THRESHOLD; tries++) {
      Optional<Endpoint> endpoint = ports.endpoints().find(delivery.organization(), id);
      if (endpoint.isEmpty()) {
        return;
      }
      EndpointBreaker seen = endpoint.get().health().breaker();
      EndpointBreaker next = seen.failed(now);
      if (next.equals(seen)
          || ports.endpoints().moveBreaker(delivery.organization(), id, seen, next)) {
        return;
      }
    }
  }

  /** An attempt that somebody asked for by hand says nothing of ten deliveries in a row. */
  private boolean countFailure(Delivery delivery, boolean gone) {
    EndpointId endpoint = delivery.endpoint();
    if (endpoint == null) {
      return false;
    }
    SwitchOff last =
        new SwitchOff(
            delivery.organization(),
            endpoint,
            gone ? Endpoint.Status.DISABLED_GONE : Endpoint.Status.DISABLED_FAILING,
            delivery.id(),
            time.instant());
    boolean switchedOff =
        gone
            ? ports.endpoints().switchOff(last)
            : delivery.round().retried() && ports.endpoints().noteFailed(last);
    if (switchedOff) {
      ports.metrics().emit(SwitchOff.METRIC, 1);
    }
    return switchedOff;
  }

  /**
   * The end of a delivery whose time is over. It counts as the endpoint's failure where the
   * endpoint had a chance: nobody is switched off for not pulling, or for a queue of ours that
   * stood still.
   */
  Result expired(Delivery delivery, Instant now) {
    boolean tried = delivery.attempts() > delivery.round().before();
    boolean ended = ports.deliveries().close(delivery.closed(Delivery.State.FAILED, now));
    return new Result.UsedUp(
        ended && tried && !delivery.isPulled() && countFailure(delivery, false));
  }

  /** The end of a delivery that nothing can be sent for. */
  Result closed(Delivery delivery, Instant now) {
    ports.deliveries().close(delivery.closed(Delivery.State.FAILED, now));
    return new Result.UsedUp(false);
  }

  /** Looks again afterwards: what is parked while somebody switches on would stay for ever. */
  Result parked(Delivery delivery, Instant now) {
    Delivery parked = delivery.closed(Delivery.State.PARKED, now);
    if (ports.deliveries().close(parked) && switchedOn(delivery)) {
      Delivery again = parked.reopened(parked.round(), now.truncatedTo(ChronoUnit.SECONDS));
      if (ports.deliveries().reopen(again, Delivery.State.PARKED)) {
        queue(again, now);
      }
    }
    return new Result.Parked();
  }

  private boolean switchedOn(Delivery delivery) {
    return Optional.ofNullable(delivery.endpoint())
        .flatMap(id -> ports.endpoints().find(delivery.organization(), id))
        .map(Endpoint::isActive)
        .orElse(false);
  }

  /** Queues the next attempt, or the next hop towards it. */
  Duration queue(Delivery delivery, Instant now) {
    Instant due = delivery.nextAttemptAt();
    Duration rest = due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
    // Whole seconds, rounded up: a queue's delay has no finer unit and early means another hop.
    Duration wait = Duration.ofSeconds(rest.plusNanos(999_999_999).toSeconds());
    Duration delay = wait.compareTo(WebhookQueue.MAX_DELAY) > 0 ? WebhookQueue.MAX_DELAY : wait;
    ports.queue().sendDelivery(delivery.id(), delivery.group(), delay, delivery.nextAttemptAt());
    return delay;
  }
}
