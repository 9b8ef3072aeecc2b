package dev.modelroute.core.upkeep;

import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.flow.DispatchExecution;
import dev.modelroute.core.flow.ExpireExecution;
import dev.modelroute.core.flow.Orchestrator;
import dev.modelroute.core.flow.ReleaseCause;
import dev.modelroute.core.flow.ReleaseExecution;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.FailureAction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes through executions with something overdue and does what a lost call should have done: starts
 * the machine, ends what is past its deadline, carries on an outcome. Each step is safe to repeat;
 * one that fails does not stop the others.
 */
public final class SweepExecutions {
  /** Most executions of one sweep. */
  public static final int LIMIT = 500;

  /** Clocks may differ by this much; nothing expires earlier. */
  public static final Duration CLOCK_ALLOWANCE = Duration.ofSeconds(5);

  private static final Duration RESTART_PERIOD = Duration.ofSeconds(60);

  private final ExecutionStore executions;
  private final AttemptStore attempts;
  private final Orchestrator orchestrator;
  private final ReleaseExecution release;
  private final ExpireExecution expire;
  private final InstantSource time;

  public SweepExecutions(
      DispatchExecution.Stores stores, Orchestrator orchestrator, Verbs verbs, InstantSource time) {
    this.executions = stores.executions();
    this.attempts = stores.attempts();
    this.orchestrator = orchestrator;
    this.release = verbs.release();
    this.expire = verbs.expire();
    this.time = time;
  }

  /** The verbs a sweep may carry out. */
  public record Verbs(ReleaseExecution release, ExpireExecution expire) {}

  /** What a sweep did; {@code failed} are looked at again next time. */
  public record Swept(int restarted, int expired, int carriedOn, int failed) {
    private Swept plus(Swept other) {
      return new Swept(
          restarted + other.restarted,
          expired + other.expired,
          carriedOn + other.carriedOn,
          failed + other.failed);
    }
  }

  private static final Swept NOTHING = new Swept(0, 0, 0, 0);
  private static final Swept FAILED = new Swept(0, 0, 0, 1);

  /**
   * @throws RuntimeException the first fault that is no store's trouble, after every row had its
   *     turn
   */
  public Swept sweep() {
    Swept sum = NOTHING;
    @Nullable RuntimeException fault = null;
    for (ExecutionId id : executions.due(time.instant(), LIMIT)) {
      try {
        sum = sum.plus(sweepOne(id));
      } catch (StoreUnavailableException later) {
        sum = sum.plus(FAILED);
      } catch (RuntimeException ours) {
        fault = fault == null ? ours : fault;
      }
    }
    if (fault != null) {
      throw fault;
    }
    return sum;
  }

  private Swept sweepOne(ExecutionId id) {
    return executions
        .find(id)
        .filter(execution -> !execution.isTerminal())
        .map(this::carryOut)
        .orElse(NOTHING);
  }

  private Swept carryOut(Execution execution) {
    Instant now = time.instant();
    Optional<Attempt> last =
        attempts.all(execution.id()).stream().reduce((first, second) -> second);
    if (last.map(Attempt::outcome).filter(SweepExecutions::endsIt).isPresent()) {
      release.release(execution.id(), ReleaseCause.ATTEMPTS_FAILED);
      return new Swept(0, 0, 1, 0);
    }
    if (!now.isBefore(execution.expiresAt().plus(CLOCK_ALLOWANCE))) {
      expire.expire(execution);
      return new Swept(0, 1, 0, 0);
    }
    if (execution.state() == ExecutionState.PENDING) {
      executions.defer(execution.id(), now.plus(RESTART_PERIOD));
      orchestrator.start(execution.id(), execution.request().timeout());
      return new Swept(1, 0, 0, 0);
    }
    executions.defer(execution.id(), execution.expiresAt().plus(CLOCK_ALLOWANCE));
    return NOTHING;
  }

  /** Being due with such an outcome means that ten minutes went by since it was recorded. */
  private static boolean endsIt(AttemptOutcome outcome) {
    return switch (outcome) {
      case AttemptOutcome.Succeeded ignored -> true;
      case AttemptOutcome.Failed(AttemptFailure failure) -> failure.action() == FailureAction.STOP;
    };
  }
}
