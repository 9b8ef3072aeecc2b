package dev.modelroute.testkit.embedded;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One started engine. Its class loader is left to the garbage collector: the engines' last threads
 * still load classes after {@code close} has returned.
 */
final class RunningEmulator {
  private final int port;
  private final AutoCloseable engine;
  private final AtomicBoolean closed = new AtomicBoolean();

  RunningEmulator(int port, AutoCloseable engine) {
    this.port = port;
    this.engine = engine;
  }

  int port() {
    return port;
  }

  private void stop() throws Exception {
    if (closed.compareAndSet(false, true)) {
      engine.close();
    }
  }

  /** Stops each of them; the first failure is thrown after the last one was stopped. */
  static void closeAll(Collection<RunningEmulator> emulators) {
    @Nullable IllegalStateException failure = null;
    for (RunningEmulator emulator : emulators) {
      try {
        emulator.stop();
      } catch (Exception cause) {
        if (failure == null) {
          failure = new IllegalStateException("an emulator did not stop", cause);
        } else {
          failure.addSuppressed(cause);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
