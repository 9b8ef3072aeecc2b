package dev.modelroute.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Submits at a fixed rate whatever the answers do (open loop). A latency counts from the time its
 * request was due, so that a stall shows in every request it held up.
 */
final class SubmitLoad {
  private static final int ACCEPTED = 202;

  private final Caller caller;
  private final int perSecond;

  SubmitLoad(Caller caller, int perSecond) {
    this.caller = caller;
    this.perSecond = perSecond;
  }

  /** Latencies of all requests, ms, and how many were not accepted. */
  record Outcome(Percentiles millis, int errors) {}

  private record Answer(double millis, boolean accepted) {}

  Outcome run(int seconds) {
    long step = TimeUnit.SECONDS.toNanos(1) / perSecond;
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    long begin = System.nanoTime() + step;
    for (int index = 0; index < perSecond * seconds; index++) {
      long due = begin + index * step;
      waitUntil(due);
      answers.add(
          caller
              .submit("")
              .handle((status, failure) ->
                  new Answer(
                      (System.nanoTime() - due) / 1e6, failure == null && status == ACCEPTED)));
    }
    List<Answer> all = answers.stream().map(CompletableFuture::join).toList();
    return new Outcome(
        new Percentiles(all.stream().mapToDouble(Answer::millis).toArray()),
        (int) all.stream().filter(answer -> !answer.accepted()).count());
  }

  private static void waitUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
