package dev.modelroute.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that stands still until a test moves it. Safe for use by many threads. */
public final class SettableTime implements InstantSource {
  /** Where {@link #SettableTime()} starts. */
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Instant now;

  public SettableTime() {
    this(START);
  }

  public SettableTime(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Moves time by an amount, back by a negative one, and tells the new time. */
  public synchronized Instant advance(Duration amount) {
    now = now.plus(amount);
    return now;
  }

  public synchronized void set(Instant instant) {
    now = instant;
  }
}
