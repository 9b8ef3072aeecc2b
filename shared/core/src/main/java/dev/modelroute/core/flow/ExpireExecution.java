package dev.modelroute.core.flow;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore.Resolved;

/**
 * Ends an execution whose deadline passed, then the machine's task and the provider's job, best
 * effort.
 */
public final class ExpireExecution {
  private final Resolver resolver;
  private final JobCancellation cancellation;

  public ExpireExecution(Resolver resolver, JobCancellation cancellation) {
    this.resolver = resolver;
    this.cancellation = cancellation;
  }

  public Resolved expire(Execution execution) {
    Resolved resolved = resolver.resolve(execution, new Ending.Expired());
    cancellation.cancelAll(execution.id(), TaskError.EXPIRED);
    return resolved;
  }
}
