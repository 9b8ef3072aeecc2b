package dev.modelroute.core.flow;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.IdempotencyKey;
import dev.modelroute.core.execution.RequestFingerprint;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.json.JsonObject;
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
  private final Acceptor acceptor;
  private final IdSource ids;

  public SubmitExecution(
      PreparedSubmit.Checks checks,
      ExecutionStore executions,
      Orchestrator orchestrator,
      IdSource ids,
      InstantSource time) {
    this.checks = checks;
    this.acceptor = new Acceptor(executions, orchestrator, ids, time);
    this.ids = ids;
  }

  /**
   * @param headerKey the header {@code Idempotency-Key}, if sent
   */
  public Submitted submit(Caller caller, JsonObject body, Optional<String> headerKey) {
    return switch (SubmitKey.read(caller, body, headerKey, ids)) {
      case SubmitKey.Unusable(FieldError error) ->
          new Submitted.Refused(ErrorCode.INPUT_VALIDATION_ERROR, List.of(error));
      case SubmitKey.Usable(IdempotencyKey key) ->
          acceptor.accept(
              caller,
              checks.prepare(caller, body),
              new Acceptor.Identity(key, RequestFingerprint.of(caller.account(), body), null));
    };
  }
}
