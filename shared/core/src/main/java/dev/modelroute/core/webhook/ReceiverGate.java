package dev.modelroute.core.webhook;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many attempts one receiver may have under way in this process, so that one that hangs can't
 * take every thread. Whoever finds it full waits a moment for a place; once somebody waited in
 * vain, nobody waits until a place is given back. Safe for use by many threads.
 */
final class ReceiverGate {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Places> groups = new HashMap<>();

  /** The places of one receiver; there are some as long as one is taken. */
  private static final class Places {
    private int taken;
    private boolean waitedInVain;
  }

  /**
   * Takes a place; {@link #leave} gives it back.
   *
   * @param group who shares places
   * @param most places, at least 1
   * @return false when there was none
   */
  boolean enter(String group, int most) {
    lock.lock();
    try {
      long rest = PATIENCE.toNanos();
      Places places = of(group);
      while (places.taken >= most) {
        if (rest <= 0) {
          places.waitedInVain = true;
          changed.signalAll();
        }
        if (places.waitedInVain) {
          return false;
        }
        rest = changed.awaitNanos(rest);
        places = of(group);
      }
      places.taken++;
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place back. */
  void leave(String group) {
    lock.lock();
    try {
      Places places = of(group);
      places.taken--;
      places.waitedInVain = false;
      if (places.taken == 0) {
        groups.remove(group);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Places of(String group) {
    return groups.computeIfAbsent(group, absent -> new Places());
  }
}
