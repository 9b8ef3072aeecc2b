package dev.modelroute.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a refused delivery is tried again.
 *
 * @param delays after the first, second, … attempt; one attempt more than delays
 * @param floor no delay is shorter
 * @param life no attempt is made later than this after the event
 */
public record RetrySchedule(List<Duration> delays, Duration floor, Duration life) {
  /** 2, 4, 8, 16, 30 minutes, so six attempts. */
  public static final RetrySchedule STANDARD =
      new RetrySchedule(
          List.of(
              Duration.ofMinutes(2),
              Duration.ofMinutes(4),
              Duration.ofMinutes(8),
              Duration.ofMinutes(16),
              Duration.ofMinutes(30)),
          Duration.ofSeconds(60),
          Duration.ofHours(24));

  private static final double JITTER = 0.2;

  public RetrySchedule {
    delays = List.copyOf(delays);
    if (delays.stream().anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException("a delay can't be negative");
    }
  }

  /** The same schedule with a minute passing in {@code 60 / factor} seconds. */
  public RetrySchedule faster(int factor) {
    return new RetrySchedule(
        delays.stream().map(delay -> delay.dividedBy(factor)).toList(),
        floor.dividedBy(factor),
        life);
  }

  /**
   * When the next attempt is due, in whole seconds; empty when the last one was made or the
   * delivery's life is over by then.
   *
   * @param attempts made so far in this round, at least 1
   * @param retryAfter what the receiver asked for; kept within one to two times the delay
   * @param until the end of the delivery's life
   */
  public Optional<Instant> next(
      int attempts,
      Optional<Duration> retryAfter,
      Instant now,
      Instant until,
      RandomGenerator random) {
    if (attempts > delays.size()) {
      return Optional.empty();
    }
    Duration delay = delays.get(attempts - 1);
    Duration wait =
        retryAfter
            .map(wish -> asWished(delay, wish, random))
            .orElseGet(() -> stretched(delay, 1 - JITTER + 2 * JITTER * random.nextDouble()));
    Instant due = ceilSecond(now.plus(longer(wait, floor)));
    return due.isAfter(until) ? Optional.empty() : Optional.of(due);
  }

  /** Clamped to [d, 2d], then moved upwards only: a receiver that asks for rest gets it. */
  private static Duration asWished(Duration delay, Duration wish, RandomGenerator random) {
    Duration most = delay.multipliedBy(2);
    Duration clamped = shorter(longer(wish, delay), most);
    return shorter(stretched(clamped, 1 + JITTER * random.nextDouble()), most);
  }

  private static Duration stretched(Duration delay, double factor) {
    return Duration.ofMillis(Math.round(delay.toMillis() * factor));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** Whole seconds survive every queue and every store, so that row and message can be compared. */
  private static Instant ceilSecond(Instant instant) {
    Instant floor = instant.truncatedTo(ChronoUnit.SECONDS);
    return floor.equals(instant) ? floor : floor.plusSeconds(1);
  }
}
