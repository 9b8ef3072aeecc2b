package dev.modelroute.local.stepfunctions;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * One entry of {@code Retry}.
 *
 * @param maximumAttempts retries, not runs: n makes n + 1 runs
 * @param backoffRate factor from one delay to the next, at least 1
 * @param maximumDelaySeconds cap of a delay before jitter
 * @param fullJitter a delay is drawn evenly from [0, delay]
 */
record Retrier(
    ErrorMatch errors,
    int intervalSeconds,
    int maximumAttempts,
    BigDecimal backoffRate,
    OptionalInt maximumDelaySeconds,
    boolean fullJitter) {

  /** Longest delay there is (a year and a day), so that a large rate can't overflow. */
  static final int DELAY_LIMIT_SECONDS = 31_622_400;

  /** The delay before retry {@code number} (1 = the first), in whole milliseconds. */
  Duration delay(int number, RandomGenerator random) {
    double limitSeconds = maximumDelaySeconds.orElse(DELAY_LIMIT_SECONDS);
    double grownSeconds = intervalSeconds * Math.pow(backoffRate.doubleValue(), number - 1.0);
    long delayMillis = (long) (Math.min(grownSeconds, limitSeconds) * 1_000);
    return Duration.ofMillis(fullJitter ? random.nextLong(delayMillis + 1) : delayMillis);
  }
}
