package dev.modelroute.local.stepfunctions;

import java.util.concurrent.CompletionStage;

/** Does what Task states ask for. */
@FunctionalInterface
public interface TaskInvoker {

  /**
   * Starts the call and returns at once. A stage that completes exceptionally counts as a failure
   * with the error {@code Lambda.Unknown}. An answer that comes after the task ended is dropped.
   */
  CompletionStage<TaskAnswer> invoke(TaskCall call);
}
