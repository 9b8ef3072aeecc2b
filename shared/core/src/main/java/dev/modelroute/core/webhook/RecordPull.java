package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes how a pulled delivery went, as its receiver says. It never switches an endpoint off. */
public final class RecordPull {
  private final WebhookPorts ports;
  private final InstantSource time;

  public RecordPull(WebhookPorts ports, InstantSource time) {
    this.ports = ports;
    this.time = time;
  }

  /**
   * What the receiver says.
   *
   * @param status of the answer; null when there was none
   * @param error why there was none; null when there was one
   */
  public record Report(@Nullable Integer status, @Nullable FailureClass error, Duration latency) {}

  /** What became of it. */
  public sealed interface Recorded {
    record Done(Delivery delivery) implements Recorded {}

    /** We send it ourselves. */
    record NotPulled() implements Recorded {}

    /** It is over already; a resend opens it again. */
    record Over() implements Recorded {}

    record NotFound() implements Recorded {}
  }

  /**
   * @param id as the caller wrote it
   */
  public Recorded record(OrgId organization, String id, Report report) {
    Optional<Delivery> found = FindDelivery.own(ports.deliveries(), organization, id);
    if (found.isEmpty()) {
      return new Recorded.NotFound();
    }
    Delivery delivery = found.get();
    if (!delivery.isPulled()) {
      return new Recorded.NotPulled();
    }
    Instant now = time.instant();
    FailureClass failure = failure(report);
    var attempt =
        new DeliveryAttempt(
            delivery.id(),
            delivery.attempts() + 1,
            now.minus(report.latency()),
            report.latency(),
            report.status(),
            failure);
    Delivery next =
        delivery.attempted(
            failure == null ? Delivery.State.DELIVERED : Delivery.State.FAILED,
            delivery.nextAttemptAt(),
            now);
    if (delivery.state() != Delivery.State.SCHEDULED || !ports.deliveries().record(attempt, next)) {
      return new Recorded.Over();
    }
    if (failure == null && delivery.endpoint() != null) {
      ports.endpoints().noteDelivered(organization, delivery.endpoint(), now);
    }
    return new Recorded.Done(next);
  }

  private static @Nullable FailureClass failure(Report report) {
    Integer status = report.status();
    if (status == null) {
      return report.error();
    }
    return switch (status / 100) {
      case 2 -> null;
      case 3 -> FailureClass.REDIRECT;
      default -> FailureClass.HTTP;
    };
  }
}
