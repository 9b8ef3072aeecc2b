package dev.modelroute.core.flow;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.money.Budget;
import java.util.List;

/** What became of a submit. */
public sealed interface Submitted {

  /** Stored and held. */
  record Accepted(Execution execution) implements Submitted {}

  /** The same request was accepted before under this key; the execution as it is now. */
  record Replayed(Execution execution) implements Submitted {}

  /** The key names another request. */
  record KeyConflict(ExecutionId original) implements Submitted {}

  /** Nothing was stored; the key is free. */
  record Refused(ErrorCode code, List<FieldError> details) implements Submitted {
    public Refused {
      details = List.copyOf(details);
    }
  }

  /** The balance would do, this budget does not. Nothing was stored; the key is free. */
  record OverBudget(Budget budget) implements Submitted {}

  /** The key may not use this model: a test key on a model that is not simulated. */
  record Forbidden() implements Submitted {}
}
