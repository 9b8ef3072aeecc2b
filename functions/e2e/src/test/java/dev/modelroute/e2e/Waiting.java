package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process or thread does, and has no signal for. */
final class Waiting {
  private static final Duration LOOK = Duration.ofMillis(20);

  private Waiting() {}

  static void until(Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("did not happen within " + patience);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
