package dev.modelroute.core.execution;

import java.util.EnumSet;
import java.util.Set;

/**
 * The seven states of an execution and the fourteen moves between them. Terminal states never
 * change again.
 */
public enum ExecutionState {
  PENDING,
  PROCESSING,
  AWAITING_WEBHOOK,
  COMPLETED,
  FAILED,
  CANCELLED,
  EXPIRED;

  /** Whether an execution in this state may go to the next one. */
  public boolean mayBecome(ExecutionState next) {
    return successors().contains(next);
  }

  public boolean isTerminal() {
    return successors().isEmpty();
  }

  private Set<ExecutionState> successors() {
    return switch (this) {
      // COMPLETED is missing on purpose: nothing completes that was never dispatched.
      case PENDING -> EnumSet.of(PROCESSING, FAILED, CANCELLED, EXPIRED);
      case PROCESSING -> EnumSet.of(AWAITING_WEBHOOK, COMPLETED, FAILED, CANCELLED, EXPIRED);
      case AWAITING_WEBHOOK -> EnumSet.of(PROCESSING, COMPLETED, FAILED, CANCELLED, EXPIRED);
      case COMPLETED, FAILED, CANCELLED, EXPIRED -> EnumSet.noneOf(ExecutionState.class);
    };
  }
}
