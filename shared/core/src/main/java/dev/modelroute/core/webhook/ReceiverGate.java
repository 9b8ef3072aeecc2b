package dev.modelroute.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many attempts one receiver may have under way in this process, so that one that hangs can't
 * take every thread. Whoever finds it full waits a moment for a place; where an attempt has been
 * under way for long, not even that. Safe for use by many threads.
 */
final class ReceiverGate {
  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final InstantSource time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private final Map<String, Queue<Instant>> underWay = new HashMap<>();

  ReceiverGate(InstantSource time) {
    this.time = time;
  }

  /**
   * Takes a place; {@link #leave} gives it back.
   *
   * @param group who shares places
   * @param places at least 1
   * @param now when the attempt begins
   * @return false when there was none
   */
  boolean enter(String group, int places, Instant now) {
    lock.lock();
    try {
      long rest = PATIENCE.toNanos();
      while (count(group) >= places) {
        if (rest <= 0 || hangs(group)) {
          return false;
        }
        rest = left.awaitNanos(rest);
      }
      underWay.computeIfAbsent(group, absent -> new PriorityQueue<>()).add(now);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private int count(String group) {
    Queue<Instant> attempts = underWay.get(group);
    return attempts == null ? 0 : attempts.size();
  }

  private boolean hangs(String group) {
    Queue<Instant> attempts = underWay.get(group);
    Instant oldest = attempts == null ? null : attempts.peek();
    return oldest != null && oldest.plus(SLOW).isBefore(time.instant());
  }

  /** Gives a place back. */
  void leave(String group, Instant begun) {
    lock.lock();
    try {
      Queue<Instant> attempts = underWay.get(group);
      if (attempts != null && attempts.remove(begun) && attempts.isEmpty()) {
        underWay.remove(group);
      }
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
