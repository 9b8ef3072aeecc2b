package dev.modelroute.local.stepfunctions;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Time that moves when it is told to: a wait of an hour takes no time. Safe for many threads. */
public final class VirtualTimeLine implements TimeLine {

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::sequence));
  private Instant now;
  private long sequence;

  /** Starts at that moment. */
  public VirtualTimeLine(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized Cancellable schedule(Instant due, Runnable action) {
    Entry entry = new Entry(due, sequence++, action);
    entries.add(entry);
    return () -> remove(entry);
  }

  private synchronized void remove(Entry entry) {
    entries.remove(entry);
  }

  /** Jumps to the next entry and runs it; false = there is none. */
  public boolean jump() {
    return jumpUntil(Instant.MAX);
  }

  /** Runs everything due within the duration, then stands at its end. */
  public void advance(Duration duration) {
    Instant end = instant().plus(duration);
    while (jumpUntil(end)) {
      // Each jump runs one entry.
    }
    moveTo(end);
  }

  /** Jumps until nothing is scheduled, at most {@code limit} times; returns the jumps made. */
  public int drain(int limit) {
    int jumps = 0;
    while (jumps < limit && jump()) {
      jumps++;
    }
    return jumps;
  }

  private boolean jumpUntil(Instant end) {
    Entry entry = next(end);
    if (entry == null) {
      return false;
    }
    entry.action().run();
    return true;
  }

  private synchronized @Nullable Entry next(Instant end) {
    Entry entry = entries.peek();
    if (entry == null || entry.due().isAfter(end)) {
      return null;
    }
    entries.remove();
    moveTo(entry.due());
    return entry;
  }

  private synchronized void moveTo(Instant moment) {
    if (moment.isAfter(now)) {
      now = moment;
    }
  }

  private record Entry(Instant due, long sequence, Runnable action) {}
}
