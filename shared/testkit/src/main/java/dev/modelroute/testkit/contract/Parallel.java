package dev.modelroute.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs many calls at once. */
public final class Parallel {
  private Parallel() {}

  /**
   * Runs a call for 0 … n - 1, all let go together, each in a thread of its own.
   *
   * @return the answers by number
   */
  public static <T> List<T> call(int n, IntFunction<T> call) {
    CountDownLatch gate = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        int number = i;
        Callable<T> waiting =
            () -> {
              gate.await();
              return call.apply(number);
            };
        running.add(threads.submit(waiting));
      }
      gate.countDown();
      List<T> answers = new ArrayList<>();
      for (Future<T> future : running) {
        answers.add(future.get());
      }
      return answers;
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a parallel call failed", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }
}
