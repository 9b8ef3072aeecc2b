package dev.modelroute.core.flow;

import dev.modelroute.core.execution.ExecutionStore.Resolved;

/** What became of a settle. */
public sealed interface Settled {

  /** The execution is over, by this call or an earlier one. */
  record Done(Resolved resolved) implements Settled {}

  /**
   * The result can't be stored or priced; the hold is to be released.
   *
   * @param reason for the operator
   */
  record Unusable(String reason) implements Settled {}

  /** There is no such execution, or it was over before. */
  record NothingToDo() implements Settled {}
}
