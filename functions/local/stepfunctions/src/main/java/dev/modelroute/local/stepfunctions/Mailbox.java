package dev.modelroute.local.stepfunctions;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what is posted to it one after the other, on the thread of whoever finds it idle. So an
 * execution needs no lock, and a task answered at once doesn't deepen the stack.
 */
final class Mailbox {

  private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  void post(Runnable work) {
    posted.add(work);
    if (waiting.getAndIncrement() == 0) {
      boolean more;
      do {
        try {
          posted.remove().run();
        } finally {
          more = waiting.decrementAndGet() > 0;
        }
      } while (more);
    }
  }
}
