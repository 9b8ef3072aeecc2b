package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes one more attempt of a delivery that is over; a refusal is not followed by another. */
public final class ResendDelivery {
  private final WebhookPorts ports;
  private final RetrySchedule schedule;
  private final InstantSource time;

  public ResendDelivery(WebhookPorts ports, RetrySchedule schedule, InstantSource time) {
    this.ports = ports;
    this.schedule = schedule;
    this.time = time;
  }

  /** What became of it. */
  public sealed interface Resent {
    /** The attempt is queued, or waits to be pulled. */
    record Queued(Delivery delivery) implements Resent {}

    /** It is on its way as it is. */
    record StillOpen() implements Resent {}

    /** Its endpoint is switched off, or deleted. */
    record SwitchedOff() implements Resent {}

    record NotFound() implements Resent {}
  }

  /**
   * @param id as the caller wrote it
   */
  public Resent resend(OrgId organization, String id) {
    Optional<Delivery> found = FindDelivery.own(ports.deliveries(), organization, id);
    if (found.isEmpty()) {
      return new Resent.NotFound();
    }
    Delivery delivery = found.get();
    if (delivery.endpoint() != null
        && !ports
            .endpoints()
            .find(organization, delivery.endpoint())
            .map(Endpoint::isActive)
            .orElse(false)) {
      return new Resent.SwitchedOff();
    }
    if (delivery.state() == Delivery.State.SCHEDULED) {
      return new Resent.StillOpen();
    }
    return reopen(delivery);
  }

  private Resent reopen(Delivery delivery) {
    Instant now = time.instant();
    var round = new Delivery.Round(delivery.attempts(), false, now.plus(schedule.life()));
    Delivery again = delivery.reopened(round, ReopenDeliveries.due(delivery, round, now));
    if (!ports.deliveries().reopen(again, delivery.state())) {
      return new Resent.StillOpen();
    }
    if (!again.isPulled()) {
      ports.queue().sendDelivery(again.id(), again.group(), Duration.ZERO, again.nextAttemptAt());
    }
    return new Resent.Queued(again);
  }
}
