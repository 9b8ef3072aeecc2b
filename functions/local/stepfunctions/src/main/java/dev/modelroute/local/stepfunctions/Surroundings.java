package dev.modelroute.local.stepfunctions;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What every execution needs from outside. */
interface Surroundings {

  TimeLine time();

  RandomGenerator random();

  /** A new task token. */
  Supplier<String> tokenIds();

  TaskInvoker invoker();

  TaskTokens tokens();

  String region();

  boolean keepsHistory();

  /** Told once per execution, at the moment its status becomes final. */
  void onEnd(Execution execution);
}
