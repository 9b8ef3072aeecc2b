package dev.modelroute.core.flow;

import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderJob;
import java.util.List;

/**
 * Ends what is still going on for an execution that is over: the machine's waiting task and the
 * provider's job.
 */
public final class JobCancellation {
  private final AttemptStore attempts;
  private final Adapters adapters;
  private final Orchestrator orchestrator;

  public JobCancellation(AttemptStore attempts, Adapters adapters, Orchestrator orchestrator) {
    this.attempts = attempts;
    this.adapters = adapters;
    this.orchestrator = orchestrator;
  }

  /** Tells providers to stop; best effort. */
  void cancelJobs(ExecutionId execution) {
    unanswered(execution).forEach(this::cancelJob);
  }

  /** Ends the machine's waiting task and tells providers to stop; both best effort. */
  void cancelAll(ExecutionId execution, TaskError reason) {
    for (Attempt attempt : unanswered(execution)) {
      orchestrator.fail(attempt.taskToken(), reason);
      cancelJob(attempt);
    }
  }

  private void cancelJob(Attempt attempt) {
    ProviderJob job = attempt.job();
    if (job != null) {
      adapters.of(attempt.route()).cancel(job);
    }
  }

  private List<Attempt> unanswered(ExecutionId execution) {
    return attempts.all(execution).stream().filter(attempt -> !attempt.isAnswered()).toList();
  }
}
