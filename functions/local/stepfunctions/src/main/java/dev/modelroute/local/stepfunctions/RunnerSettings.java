package dev.modelroute.local.stepfunctions;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What state machines run on.
 *
 * @param dialect what definitions may name
 * @param time the time that waits, timeouts, backoff and timestamps follow
 * @param random draws the jitter of retries; never used by two threads at once
 * @param ids gives a new task token (or execution name, where a start has none) each time: letters,
 *     digits and {@code -_} only, never the same twice, at most 80 characters
 * @param invoker does what tasks ask for
 * @param closedKept how many ended executions, and dead tokens, are remembered; at least 1
 * @param historiesKept how many of the remembered executions keep their events; 0 = none is
 *     recorded at all
 */
public record RunnerSettings(
    AslDialect dialect,
    TimeLine time,
    RandomGenerator random,
    Supplier<String> ids,
    TaskInvoker invoker,
    int closedKept,
    int historiesKept) {

  /** Ended executions remembered by default. */
  public static final int CLOSED_KEPT = 10_000;

  /** Checks the counts. */
  public RunnerSettings {
    if (closedKept < 1 || historiesKept < 0) {
      throw new IllegalArgumentException("closedKept must be at least 1, historiesKept at least 0");
    }
  }
}
