package dev.modelroute.testkit.time;

import dev.modelroute.core.id.IdSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids 1, 2, 3, … in the form of a UUID version 7; they sort in the order they were made. Safe for
 * use by many threads.
 */
public final class CountingIds implements IdSource {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final AtomicLong last;

  public CountingIds() {
    this(0);
  }

  /** Goes on after so many. */
  public CountingIds(long used) {
    last = new AtomicLong(used);
  }

  @Override
  public UUID next() {
    return new UUID(VERSION_7, VARIANT | last.incrementAndGet());
  }

  /** How many there were. */
  public long used() {
    return last.get();
  }
}
