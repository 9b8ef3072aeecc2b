package dev.modelroute.core.flow;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionRequest;
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
 * Submits the request of an execution that is over once more, as a new execution with a hold and an
 * idempotency key of its own, at today's prices and under today's checks.
 */
public final class RetryExecution {
  private final PreparedSubmit.Checks checks;
  private final ExecutionStore executions;
  private final Acceptor acceptor;
  private final IdSource ids;

  public RetryExecution(
      PreparedSubmit.Checks checks,
      ExecutionStore executions,
      Orchestrator orchestrator,
      IdSource ids,
      InstantSource time) {
    this.checks = checks;
    this.executions = executions;
    this.acceptor = new Acceptor(executions, orchestrator, ids, time);
    this.ids = ids;
  }

  /** What became of it. */
  public sealed interface Retried {
    /** As with any submit. */
    record Answered(Submitted submitted) implements Retried {}

    /** The organisation has no such execution. */
    record NotFound() implements Retried {}

    /** It may still succeed. */
    record NotOver(Execution execution) implements Retried {}
  }

  /**
   * @param body may have {@code idempotency_key} and nothing else
   * @param headerKey the header {@code Idempotency-Key}, if sent
   */
  public Retried retry(Caller caller, ExecutionId id, JsonObject body, Optional<String> headerKey) {
    Optional<Execution> found =
        executions
            .find(id)
            .filter(execution -> execution.organization().equals(caller.organization()));
    if (found.isEmpty()) {
      return new Retried.NotFound();
    }
    if (!found.get().isTerminal()) {
      return new Retried.NotOver(found.get());
    }
    return new Retried.Answered(submit(caller, found.get(), body, headerKey));
  }

  private Submitted submit(
      Caller caller, Execution original, JsonObject body, Optional<String> headerKey) {
    for (String name : body.members().keySet()) {
      if (!name.equals(SubmitKey.FIELD)) {
        return refused(new FieldError(name, "UNKNOWN_FIELD", "There is no such field."));
      }
    }
    return switch (SubmitKey.read(caller, body, headerKey, ids)) {
      case SubmitKey.Unusable(FieldError error) -> refused(error);
      case SubmitKey.Usable(IdempotencyKey key) ->
          acceptor.accept(
              caller,
              checks.prepare(caller, request(original.request())),
              new Acceptor.Identity(key, fingerprint(caller, original.id()), original.id()));
    };
  }

  private static Submitted refused(FieldError error) {
    return new Submitted.Refused(ErrorCode.INPUT_VALIDATION_ERROR, List.of(error));
  }

  /** The request is the one that is named: retrying the same execution under a key is a replay. */
  private static RequestFingerprint fingerprint(Caller caller, ExecutionId original) {
    return RequestFingerprint.of(
        caller.account(), JsonObject.builder().put("retry_of", original.value()).build());
  }

  /** As it was sent, but for {@code max_cost}, which is not kept. */
  private static JsonObject request(ExecutionRequest original) {
    JsonObject.Builder metadata = JsonObject.builder();
    original.metadata().forEach(metadata::put);
    JsonObject.Builder body =
        JsonObject.builder()
            .put("model", original.model())
            .put("input", original.input())
            .put("metadata", metadata.build())
            .put("timeout_seconds", original.timeout().toSeconds());
    if (original.webhookUrl() != null) {
      body.put("webhook_url", original.webhookUrl());
    }
    return body.build();
  }
}
