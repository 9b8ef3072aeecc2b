package dev.modelroute.core.flow;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.StoreUnavailableException;
import java.time.Duration;

/**
 * The state machine of executions. Starting one twice and answering a task that is over are both
 * success: whoever comes first wins. Each method may throw {@link StoreUnavailableException}.
 */
public interface Orchestrator {
  /** Starts the machine named after the execution; no effect when there is, or was, one. */
  void start(ExecutionId execution, Duration timeout);

  /** Answers the waiting task: there is a result on the attempt row. */
  void succeed(String taskToken, ExecutionId execution);

  /** Answers the waiting task: it failed, in the machine's words. */
  void fail(String taskToken, TaskError error);
}
