package dev.modelroute.core.upkeep;

import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.WebhookQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Queues deliveries again whose message got lost: the row says when the attempt was due, and two
 * minutes later nobody has made it. A message too many does nothing.
 */
public final class ResendDeliveries {
  /** How late an attempt must be. */
  public static final Duration GRACE = Duration.ofMinutes(2);

  private final DeliveryStore deliveries;
  private final WebhookQueue queue;
  private final InstantSource time;

  public ResendDeliveries(DeliveryStore deliveries, WebhookQueue queue, InstantSource time) {
    this.deliveries = deliveries;
    this.queue = queue;
    this.time = time;
  }

  /**
   * @param limit most to queue in this run
   * @return how many were queued
   */
  public int resend(int limit) {
    Instant now = time.instant();
    List<Delivery> late = deliveries.overdue(now.minus(GRACE), limit);
    for (Delivery delivery : late) {
      queue.sendDelivery(delivery.id(), delivery.group(), Duration.ZERO, delivery.nextAttemptAt());
    }
    return late.size();
  }
}
