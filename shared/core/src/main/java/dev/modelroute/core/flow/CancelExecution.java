package dev.modelroute.core.flow;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.identity.OrgId;
import java.util.Optional;

/**
 * The caller withdraws an execution: the hold goes back first, then the machine and the provider
 * are told.
 */
public final class CancelExecution {
  private final ExecutionStore executions;
  private final Resolver resolver;
  private final JobCancellation cancellation;

  public CancelExecution(
      ExecutionStore executions, Resolver resolver, JobCancellation cancellation) {
    this.executions = executions;
    this.resolver = resolver;
    this.cancellation = cancellation;
  }

  /** What became of a cancel. */
  public sealed interface Cancellation {
    record Done(Execution execution) implements Cancellation {}

    /** It was terminal before. */
    record TooLate(Execution execution) implements Cancellation {}

    /** This organisation has no such execution. */
    record NotFound() implements Cancellation {}
  }

  public Cancellation cancel(OrgId organization, ExecutionId id) {
    Optional<Execution> found =
        executions.find(id).filter(execution -> execution.organization().equals(organization));
    if (found.isEmpty()) {
      return new Cancellation.NotFound();
    }
    return switch (resolver.resolve(found.get(), new Ending.Cancelled())) {
      case Resolved.Ended(Execution ended) -> {
        cancellation.cancelAll(id, TaskError.CANCELLED);
        yield new Cancellation.Done(ended);
      }
      case Resolved.AlreadyEnded(Execution ended) -> new Cancellation.TooLate(ended);
      case Resolved.StateMoved(Execution moved) ->
          throw new IllegalStateException("resolve decides, it was left at " + moved.state());
    };
  }
}
