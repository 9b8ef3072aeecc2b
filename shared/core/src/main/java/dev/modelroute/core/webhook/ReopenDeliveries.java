package dev.modelroute.core.webhook;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Does one page of a {@link Reopening} and queues the next. A repeat reopens nothing twice. */
public final class ReopenDeliveries {
  private static final int PAGE = 50;

  private final WebhookPorts ports;
  private final RetrySchedule schedule;
  private final InstantSource time;

  public ReopenDeliveries(WebhookPorts ports, RetrySchedule schedule, InstantSource time) {
    this.ports = ports;
    this.schedule = schedule;
    this.time = time;
  }

  /**
   * @return how many were queued
   */
  public int reopen(Reopening work) {
    var filter = new DeliveryFilter(work.endpoint(), null, work.from());
    Page<Delivery> page =
        ports
            .deliveries()
            .list(work.organization(), filter, new PageRequest(PAGE, work.position()));
    int queued = 0;
    for (Delivery delivery : page.items()) {
      if (wanted(delivery, work) && reopen(delivery, work)) {
        queued++;
      }
    }
    @Nullable String next = page.next();
    if (next != null && (page.items().isEmpty() || !tooOld(page.items().getLast(), work))) {
      ports.queue().sendReopening(work.from(next));
    }
    return queued;
  }

  private static boolean wanted(Delivery delivery, Reopening work) {
    Instant ended = delivery.endedAt();
    return !tooOld(delivery, work) && ended != null && !ended.isAfter(work.asOf());
  }

  private static boolean tooOld(Delivery delivery, Reopening work) {
    return delivery.createdAt().isBefore(work.since());
  }

  private boolean reopen(Delivery delivery, Reopening work) {
    Instant now = time.instant();
    Delivery.Round round =
        work.from() == Delivery.State.PARKED
            ? delivery.round()
            : new Delivery.Round(delivery.attempts(), true, now.plus(schedule.life()));
    Delivery again = delivery.reopened(round, due(delivery, round, now));
    if (!ports.deliveries().reopen(again, work.from())) {
      return false;
    }
    if (!again.isPulled()) {
      ports.queue().sendDelivery(again.id(), again.group(), Duration.ZERO, again.nextAttemptAt());
    }
    return true;
  }

  static Instant due(Delivery delivery, Delivery.Round round, Instant now) {
    return delivery.isPulled() ? round.until() : now.truncatedTo(ChronoUnit.SECONDS);
  }
}
