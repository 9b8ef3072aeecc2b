package dev.modelroute.core.catalog;

import java.time.Duration;

/** When a job is asked for: first, then growing by a factor up to a maximum. */
public record PollSchedule(Duration first, double factor, Duration max) {
  /** Late polls of a callback route: after a minute, then each minute. */
  public static final PollSchedule BACKSTOP =
      new PollSchedule(Duration.ofSeconds(60), 1, Duration.ofSeconds(60));

  /** The wait before poll number {@code n}, from 0. */
  public Duration delayBefore(int n) {
    double millis = first.toMillis() * Math.pow(factor, n);
    return millis >= max.toMillis() ? max : Duration.ofMillis((long) millis);
  }
}
