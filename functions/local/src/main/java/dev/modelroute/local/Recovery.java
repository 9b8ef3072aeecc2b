package dev.modelroute.local;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.flow.Orchestrator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Machines live in memory: after a restart none of the open executions has one. Each gets a new
 * machine, whose Dispatch carries on what the attempt rows say; on AWS machines outlive everything
 * and this has no counterpart.
 */
final class Recovery {
  /** Open executions are all due by then. */
  private static final Duration FAR = Duration.ofDays(400);

  private static final int LIMIT = 100_000;

  private final ExecutionStore executions;
  private final Orchestrator orchestrator;
  private final InstantSource time;

  Recovery(ExecutionStore executions, Orchestrator orchestrator, InstantSource time) {
    this.executions = executions;
    this.orchestrator = orchestrator;
    this.time = time;
  }

  /** How many were started again. */
  int recover() {
    List<ExecutionId> open = executions.due(time.instant().plus(FAR), LIMIT);
    for (ExecutionId id : open) {
      executions
          .find(id)
          .filter(execution -> !execution.isTerminal())
          .ifPresent(execution -> orchestrator.start(id, execution.request().timeout()));
    }
    return open.size();
  }
}
