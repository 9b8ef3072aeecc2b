package dev.modelroute.testkit.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that moves only when told to. */
public final class SteppedTime implements InstantSource {
  private Instant now;

  public SteppedTime(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** Moves forward to an instant; no effect when it is over already. */
  public synchronized void reach(Instant instant) {
    now = instant.isAfter(now) ? instant : now;
  }
}
