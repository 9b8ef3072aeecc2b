package dev.modelroute.core.flow;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionRequest;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.IdempotencyKey;
import dev.modelroute.core.execution.RequestFingerprint;
import dev.modelroute.core.flow.PreparedSubmit.Preparation;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Budget;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Accepts an execution: record, hold, ledger entry and idempotency row are durable in one
 * transaction before the answer leaves; then the machine is started. A start that fails changes
 * nothing for the caller: the sweeper starts it again.
 */
public final class SubmitExecution {
  private final PreparedSubmit.Checks checks;
  private final ExecutionStore executions;
  private final Orchestrator orchestrator;
  private final IdSource ids;
  private final InstantSource time;

  public SubmitExecution(
      PreparedSubmit.Checks checks,
      ExecutionStore executions,
      Orchestrator orchestrator,
      IdSource ids,
      InstantSource time) {
    this.checks = checks;
    this.executions = executions;
    this.orchestrator = orchestrator;
    this.ids = ids;
    this.time = time;
  }

  /**
   * @param headerKey the header {@code Idempotency-Key}, if sent
   */
  public Submitted submit(Caller caller, JsonObject body, Optional<String> headerKey) {
    KeyReading key = readKey(caller, body, headerKey);
    if (key instanceof KeyReading.Unusable(FieldError error)) {
      return new Submitted.Refused(ErrorCode.INPUT_VALIDATION_ERROR, List.of(error));
    }
    return switch (checks.prepare(caller, body)) {
      case Preparation.NotReady(Submitted reason) -> reason;
      case Preparation.Ready(PreparedSubmit submit) ->
          accept(
              caller,
              submit,
              ((KeyReading.Usable) key).key(),
              RequestFingerprint.of(caller.account(), body));
    };
  }

  private Submitted accept(
      Caller caller, PreparedSubmit submit, IdempotencyKey key, RequestFingerprint fingerprint) {
    Instant now = time.instant();
    SubmitRequest request = submit.request();
    Execution execution =
        new Execution(
            ExecutionId.of(ids.next()),
            caller.account(),
            caller.key(),
            new ExecutionRequest(
                submit.model().slug(),
                request.input(),
                key,
                fingerprint,
                request.metadata(),
                request.webhookUrl(),
                submit.timeout(),
                null,
                submit.quote()),
            ExecutionState.PENDING,
            now,
            null,
            null,
            now.plus(submit.timeout()),
            null);
    return switch (executions.accept(execution, caller.holdTerms(request.metadata()))) {
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

  private sealed interface KeyReading {
    record Usable(IdempotencyKey key) implements KeyReading {}

    record Unusable(FieldError error) implements KeyReading {}
  }

  private KeyReading readKey(Caller caller, JsonObject body, Optional<String> headerKey) {
    Optional<String> field = body.string("idempotency_key");
    if (field.isPresent() && headerKey.isPresent() && !field.equals(headerKey)) {
      return unusable("MISMATCH", "The header Idempotency-Key and this field differ.");
    }
    Optional<String> sent = field.or(() -> headerKey);
    if (sent.isEmpty()
        && !body.has("idempotency_key")
        && caller.settings().idempotency() == IdempotencyMode.AUTO) {
      return new KeyReading.Usable(new IdempotencyKey("auto-" + ids.next()));
    }
    if (sent.isEmpty()) {
      return unusable(
          "REQUIRED", "Send an idempotency key, here or in the header Idempotency-Key.");
    }
    return sent.flatMap(IdempotencyKey::parse)
        .<KeyReading>map(KeyReading.Usable::new)
        .orElseGet(() -> unusable("INVALID", "Must be 1 to 255 visible ASCII characters."));
  }

  private static KeyReading unusable(String code, String message) {
    return new KeyReading.Unusable(new FieldError("idempotency_key", code, message));
  }
}
