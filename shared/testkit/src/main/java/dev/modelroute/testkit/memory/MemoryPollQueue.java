package dev.modelroute.testkit.memory;

import dev.modelroute.core.flow.PollQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Records reminders; a test takes them and makes the polls itself. */
public final class MemoryPollQueue implements PollQueue {
  private final List<Reminder> waiting = new ArrayList<>();

  MemoryPollQueue() {}

  /** A message as the queue would carry it. */
  public record Reminder(PollTicket ticket, Duration delay) {}

  @Override
  public synchronized void remind(PollTicket ticket, Duration delay) {
    waiting.add(new Reminder(ticket, delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay));
  }

  /** What waits, in the order it came. */
  public synchronized List<Reminder> waiting() {
    return List.copyOf(waiting);
  }

  /** Takes everything out. */
  public synchronized List<Reminder> takeAll() {
    List<Reminder> taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }
}
