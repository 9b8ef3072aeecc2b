package dev.modelroute.core.flow;

import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderJob;
import java.util.ArrayList;
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
    for (Attempt attempt : unanswered(execution)) {
      bestEffort(() -> cancelJob(attempt));
    }
  }

  /** Ends the machine's waiting task and tells providers to stop; both best effort. */
  void cancelAll(ExecutionId execution, TaskError reason) {
    for (Attempt attempt : unanswered(execution)) {
      bestEffort(() -> orchestrator.fail(attempt.taskToken(), reason));
      bestEffort(() -> cancelJob(attempt));
    }
  }

  private void cancelJob(Attempt attempt) {
    ProviderJob job = attempt.job();
    if (job != null) {
      adapters.of(attempt.route()).cancel(job);
    }
  }

  private List<Attempt> unanswered(ExecutionId execution) {
    List<Attempt> found = new ArrayList<>();
    bestEffort(() ->
        attempts.all(execution).stream()
            .filter(attempt -> !attempt.isAnswered())
            .forEach(found::add));
    return found;
  }

  /** The end is committed: failing the caller now would make it look undone. */
  private static void bestEffort(Runnable step) {
    try {
      step.run();
    } catch (StoreUnavailableException later) {
      // The task runs into its own timeout and finds the execution over.
      return;
    }
  }
}
