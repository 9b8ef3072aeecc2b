package dev.modelroute.local.stepfunctions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** One run of a task. Whoever ends it first wins; everything later is told that it is too late. */
final class TaskAttempt {

  private final String token;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final BiConsumer<TaskAttempt, TaskOutcome> onEnd;
  private final List<TimeLine.Cancellable> timers = new ArrayList<>();
  private volatile Instant lastSign;

  TaskAttempt(String token, Instant startedAt, BiConsumer<TaskAttempt, TaskOutcome> onEnd) {
    this.token = token;
    this.lastSign = startedAt;
    this.onEnd = onEnd;
  }

  /** Empty for a task that waits for no token. */
  String token() {
    return token;
  }

  boolean isOpen() {
    return open.get();
  }

  /** False = it had ended before. */
  boolean end(TaskOutcome outcome) {
    if (!open.compareAndSet(true, false)) {
      return false;
    }
    onEnd.accept(this, outcome);
    return true;
  }

  /** Ends it without an outcome, because its execution is over. */
  void abandon() {
    open.set(false);
    cancelTimers();
  }

  /** False = it had ended before. */
  boolean heartbeat(Instant now) {
    lastSign = now;
    return open.get();
  }

  Instant lastSign() {
    return lastSign;
  }

  synchronized void addTimer(TimeLine.Cancellable timer) {
    timers.add(timer);
  }

  synchronized void cancelTimers() {
    timers.forEach(TimeLine.Cancellable::cancel);
    timers.clear();
  }
}
