package dev.modelroute.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads again and again until there is something to say, or the caller's wait is over. */
@Singleton
final class LongPoll {
  static final int MAX_WAIT_SECONDS = 25;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final InstantSource time;
  private final Pause pause;

  LongPoll(InstantSource time, Pause pause) {
    this.time = time;
    this.pause = pause;
  }

  /** What was read last. */
  <T> T until(Duration wait, Supplier<T> read, Predicate<T> done) {
    Instant end = time.instant().plus(wait);
    Duration next = FIRST_PAUSE;
    T seen = read.get();
    while (!done.test(seen) && time.instant().isBefore(end)) {
      if (!paused(shorter(next, Duration.between(time.instant(), end)))) {
        return seen;
      }
      next = shorter(next.multipliedBy(2), LONGEST_PAUSE);
      seen = read.get();
    }
    return seen;
  }

  private boolean paused(Duration duration) {
    try {
      pause.pause(duration);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Duration shorter(Duration left, Duration right) {
    return left.compareTo(right) <= 0 ? left : right;
  }
}
