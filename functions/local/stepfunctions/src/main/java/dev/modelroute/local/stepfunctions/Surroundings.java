package dev.modelroute.local.stepfunctions;

import java.time.Duration;
import java.util.function.Supplier;

/** What every execution needs from outside. */
interface Surroundings {

  TimeLine time();

  /** How long retry {@code number} of a retrier waits. */
  Duration retryDelay(Retrier retrier, int number);

  /** A new task token. */
  Supplier<String> tokenIds();

  TaskInvoker invoker();

  TaskTokens tokens();

  String region();

  boolean keepsHistory();

  /** Told once per execution, at the moment its status becomes final. */
  void onEnd(Execution execution);
}
