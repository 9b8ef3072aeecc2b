package dev.modelroute.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The user's wish to end a command that runs until then. */
final class StopSignal {
  private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
  private volatile boolean awaited;

  void ask() {
    asked.complete(true);
  }

  boolean isAsked() {
    return asked.isDone();
  }

  /** From here on somebody ends in order when asked to. */
  void await() {
    awaited = true;
  }

  boolean isAwaited() {
    return awaited;
  }

  /** Waits, but not after the wish. */
  void pause(Duration duration) {
    try {
      asked.get(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException overNow) {
      // That is what was asked for.
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException stopNow) {
      Thread.currentThread().interrupt();
      ask();
    }
  }

  /** What the work gives, or empty when the wish comes first: then the work is cancelled. */
  <T> Optional<T> unlessAsked(CompletableFuture<T> work) {
    CompletableFuture.anyOf(asked, work).join();
    if (asked.isDone()) {
      work.cancel(true);
      return Optional.empty();
    }
    return Optional.of(work.join());
  }
}
