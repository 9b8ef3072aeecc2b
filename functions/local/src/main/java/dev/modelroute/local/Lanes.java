package dev.modelroute.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who goes first where everything shares one small machine. A deployment has a database of its own;
 * here one process is the database too, and it lets one writer in at a time. Calls for the API go
 * straight to it; those of the work in the background go through a few lanes, and each waits a
 * moment while a call for the API is under way. So a burst of submits is answered at once, and what
 * it left to do is done after it.
 *
 * <p>Only calls of the database count: work that waits for a provider or a receiver takes no lane.
 */
final class Lanes {
  /** How many calls of the background run at once. */
  private static final int LANES = 2;

  /** How long one of them lets the API go first: the background gets slower, it never stands. */
  private static final Duration LONGEST_YIELD = Duration.ofMillis(20);

  private static final ScopedValue<Boolean> IN_BACKGROUND = ScopedValue.newInstance();

  private final Semaphore free;
  private final Duration longestYield;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private int inFront;

  Lanes() {
    this(LANES, LONGEST_YIELD);
  }

  Lanes(int lanes, Duration longestYield) {
    this.free = new Semaphore(lanes, true);
    this.longestYield = longestYield;
  }

  /** The same function, as work of the background. */
  static RequestStreamHandler background(RequestStreamHandler function) {
    return (input, output, context) ->
        ScopedValue.where(IN_BACKGROUND, true)
            .call(() -> {
              function.handleRequest(input, output, context);
              return true;
            });
  }

  /** The same client, its calls in their lanes. */
  <T> T through(Class<T> type, T client) {
    Object lanes =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean inBackground = IN_BACKGROUND.orElse(false);
              enter(inBackground);
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
              } finally {
                leave(inBackground);
              }
            });
    return type.cast(lanes);
  }

  private void enter(boolean inBackground) {
    if (inBackground) {
      free.acquireUninterruptibly();
      yieldToFront();
      return;
    }
    lock.lock();
    try {
      inFront++;
    } finally {
      lock.unlock();
    }
  }

  private void yieldToFront() {
    lock.lock();
    try {
      long left = longestYield.toNanos();
      while (inFront > 0 && left > 0) {
        left = quiet.awaitNanos(left);
      }
    } catch (InterruptedException stop) {
      // Whoever is to stop is told so by the call itself.
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void leave(boolean inBackground) {
    if (inBackground) {
      free.release();
      return;
    }
    lock.lock();
    try {
      inFront--;
      if (inFront == 0) {
        quiet.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
