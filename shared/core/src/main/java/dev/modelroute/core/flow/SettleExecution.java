package dev.modelroute.core.flow;

import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.Progress;
import java.util.Optional;

/**
 * The machine's second state: the recorded result becomes the execution's output, and the hold a
 * charge. Safe to repeat.
 */
public final class SettleExecution {
  private final ExecutionStore executions;
  private final Settlement settlement;

  public SettleExecution(ExecutionStore executions, Settlement settlement) {
    this.executions = executions;
    this.settlement = settlement;
  }

  public Settled settle(ExecutionId id) {
    Optional<Progress> open =
        executions.progress(id).filter(found -> !found.execution().isTerminal());
    if (open.isEmpty()) {
      return new Settled.NothingToDo();
    }
    Attempt attempt =
        open.get()
            .succeeded()
            .orElseThrow(() -> new IllegalStateException("Settle was reached without a result"));
    return settlement.settle(open.get().execution(), attempt);
  }
}
