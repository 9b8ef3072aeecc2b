package dev.modelroute.core.execution;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.Resolution;
import java.util.Optional;

/** How an execution ends, once. */
public sealed interface Ending {

  ExecutionState state();

  /** What happens to the hold. */
  Resolution resolution(Money hold);

  /** The code callers see; empty for COMPLETED and CANCELLED. */
  default Optional<ErrorCode> error() {
    return Optional.empty();
  }

  /**
   * A result is there.
   *
   * @param output canonical output, files by reference
   * @param cost our price for the measured units; the charge is the smaller of this and the hold
   */
  record Completed(JsonObject output, Money cost) implements Ending {
    @Override
    public ExecutionState state() {
      return ExecutionState.COMPLETED;
    }

    @Override
    public Resolution resolution(Money hold) {
      return Resolution.capture(hold, cost);
    }
  }

  /** No route gave a result. */
  record Failed(ErrorCode code) implements Ending {
    @Override
    public ExecutionState state() {
      return ExecutionState.FAILED;
    }

    @Override
    public Resolution resolution(Money hold) {
      return Resolution.release(hold);
    }

    @Override
    public Optional<ErrorCode> error() {
      return Optional.of(code);
    }
  }

  /** The caller withdrew it. */
  record Cancelled() implements Ending {
    @Override
    public ExecutionState state() {
      return ExecutionState.CANCELLED;
    }

    @Override
    public Resolution resolution(Money hold) {
      return Resolution.release(hold);
    }
  }

  /** The deadline passed. */
  record Expired() implements Ending {
    @Override
    public ExecutionState state() {
      return ExecutionState.EXPIRED;
    }

    @Override
    public Resolution resolution(Money hold) {
      return Resolution.release(hold);
    }

    @Override
    public Optional<ErrorCode> error() {
      return Optional.of(ErrorCode.GENERATION_TIMEOUT);
    }
  }
}
