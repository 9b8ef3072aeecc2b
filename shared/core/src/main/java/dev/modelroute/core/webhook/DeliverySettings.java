package dev.modelroute.core.webhook;

import java.time.Duration;

/**
 * How deliveries are made.
 *
 * @param deadline of one attempt, over everything
 * @param lease how long an attempt's holder keeps others away; longer than the deadline
 */
public record DeliverySettings(RetrySchedule schedule, Duration deadline, Duration lease) {
  public static final DeliverySettings STANDARD =
      new DeliverySettings(RetrySchedule.STANDARD, Duration.ofSeconds(30), Duration.ofSeconds(90));

  public DeliverySettings {
    if (lease.compareTo(deadline) <= 0) {
      throw new IllegalArgumentException("the lease must outlast the deadline");
    }
  }
}
