package dev.modelroute.core.flow;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionRequest;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.execution.IdempotencyKey;
import dev.modelroute.core.execution.RequestFingerprint;
import dev.modelroute.core.flow.PreparedSubmit.Preparation;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.money.Budget;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request that was checked durable and starts its machine. A key that was used before
 * decides first, even when the request would be refused by now, because a file or a model went: the
 * caller is only asking what became of it.
 */
final class Acceptor {
  private final ExecutionStore executions;
  private final Orchestrator orchestrator;
  private final IdSource ids;
  private final InstantSource time;

  Acceptor(ExecutionStore executions, Orchestrator orchestrator, IdSource ids, InstantSource time) {
    this.executions = executions;
    this.orchestrator = orchestrator;
    this.ids = ids;
    this.time = time;
  }

  /**
   * A request as it is told from others.
   *
   * @param retryOf the execution it repeats, null for a first one
   */
  record Identity(
      IdempotencyKey key, RequestFingerprint fingerprint, @Nullable ExecutionId retryOf) {}

  Submitted accept(Caller caller, Preparation preparation, Identity identity) {
    return switch (preparation) {
      case Preparation.Ready(PreparedSubmit submit) ->
          answer(
              executions.accept(
                  execution(caller, submit, identity),
                  caller.holdTerms(submit.request().metadata())));
      case Preparation.NotReady(Submitted reason) -> {
        Optional<Acceptance> earlier =
            executions.replay(
                caller.organization(), identity.key(), identity.fingerprint(), time.instant());
        yield earlier.map(this::answer).orElse(reason);
      }
    };
  }

  private Execution execution(Caller caller, PreparedSubmit submit, Identity identity) {
    Instant now = time.instant();
    SubmitRequest request = submit.request();
    return new Execution(
        ExecutionId.of(ids.next()),
        caller.account(),
        caller.key(),
        new ExecutionRequest(
            submit.model().slug(),
            request.input(),
            identity.key(),
            identity.fingerprint(),
            request.metadata(),
            request.webhookUrl(),
            submit.timeout(),
            identity.retryOf(),
            submit.quote()),
        ExecutionState.PENDING,
        now,
        null,
        null,
        now.plus(submit.timeout()),
        null);
  }

  private Submitted answer(Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.Accepted(Execution accepted) -> {
        start(accepted);
        yield new Submitted.Accepted(accepted);
      }
      case Acceptance.Replayed(Execution original) -> {
        if (original.state() == ExecutionState.PENDING) {
          start(original);
        }
        yield new Submitted.Replayed(original);
      }
      case Acceptance.KeyConflict(ExecutionId original) -> new Submitted.KeyConflict(original);
      case Acceptance.InsufficientBalance ignored ->
          new Submitted.Refused(ErrorCode.INSUFFICIENT_BALANCE, List.of());
      case Acceptance.OverBudget(Budget budget) -> new Submitted.OverBudget(budget);
    };
  }

  private void start(Execution execution) {
    try {
      orchestrator.start(execution.id(), execution.request().timeout());
    } catch (StoreUnavailableException later) {
      // The execution and its hold are durable: the caller has its 202, the sweeper starts the
      // machine.
      return;
    }
  }
}
