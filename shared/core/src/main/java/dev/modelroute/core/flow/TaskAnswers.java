package dev.modelroute.core.flow;

import dev.modelroute.core.execution.ExecutionId;

/** Tells the machine where an execution stands; shared by the three handlers that learn it. */
public final class TaskAnswers {
  private final Orchestrator orchestrator;

  public TaskAnswers(Orchestrator orchestrator) {
    this.orchestrator = orchestrator;
  }

  public void give(Dispatched dispatched) {
    switch (dispatched) {
      case Dispatched.Answered(String token, ExecutionId execution) ->
          orchestrator.succeed(token, execution);
      case Dispatched.TryNextRoute(String token) -> orchestrator.fail(token, TaskError.RETRYABLE);
      case Dispatched.GiveUp(String token, TaskError error) -> orchestrator.fail(token, error);
      case Dispatched.AlreadyOver(String token) -> orchestrator.fail(token, TaskError.CANCELLED);
      case Dispatched.Waiting ignored -> {}
      case Dispatched.Duplicate ignored -> {}
    }
  }
}
