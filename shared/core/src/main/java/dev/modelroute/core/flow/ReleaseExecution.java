package dev.modelroute.core.flow;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.Progress;
import java.util.Optional;

/**
 * The machine's other last state: the hold goes back and the execution gets its final code. A
 * result that was recorded all the same is settled instead: the caller gets what was made. Safe to
 * repeat.
 */
public final class ReleaseExecution {
  private final ExecutionStore executions;
  private final Settlement settlement;
  private final Resolver resolver;
  private final JobCancellation cancellation;

  public ReleaseExecution(
      ExecutionStore executions,
      Settlement settlement,
      Resolver resolver,
      JobCancellation cancellation) {
    this.executions = executions;
    this.settlement = settlement;
    this.resolver = resolver;
    this.cancellation = cancellation;
  }

  public Settled release(ExecutionId id, ReleaseCause cause) {
    Optional<Progress> open =
        executions.progress(id).filter(found -> !found.execution().isTerminal());
    if (open.isEmpty() || cause == ReleaseCause.CANCELLED) {
      return new Settled.NothingToDo();
    }
    Execution execution = open.get().execution();
    Optional<Attempt> succeeded = open.get().succeeded();
    if (succeeded.isPresent() && cause != ReleaseCause.OUTPUT_UNUSABLE) {
      Settled settled = settlement.settle(execution, succeeded.get());
      if (!(settled instanceof Settled.Unusable)) {
        return settled;
      }
      return end(execution, new Ending.Failed(ErrorCode.GENERATION_FAILED));
    }
    return end(execution, ending(open.get(), cause));
  }

  private Settled end(Execution execution, Ending ending) {
    Settled done = new Settled.Done(resolver.resolve(execution, ending));
    cancellation.cancelJobs(execution.id());
    return done;
  }

  private static Ending ending(Progress progress, ReleaseCause cause) {
    return switch (cause) {
      case ATTEMPTS_FAILED -> new Ending.Failed(lastCode(progress));
      case EXPIRED -> new Ending.Expired();
      case OUTPUT_UNUSABLE -> new Ending.Failed(ErrorCode.GENERATION_FAILED);
      case FAULT, CANCELLED -> new Ending.Failed(ErrorCode.INTERNAL_ERROR);
    };
  }

  /** The last attempt's code; without any attempt no route could be used. */
  private static ErrorCode lastCode(Progress progress) {
    for (Attempt attempt : progress.attempts().reversed()) {
      if (attempt.outcome() instanceof AttemptOutcome.Failed(var failure)) {
        return failure.code();
      }
    }
    return ErrorCode.MODEL_UNAVAILABLE;
  }
}
