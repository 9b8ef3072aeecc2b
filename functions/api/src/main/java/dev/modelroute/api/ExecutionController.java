package dev.modelroute.api;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.flow.CancelExecution;
import dev.modelroute.core.flow.CancelExecution.Cancellation;
import dev.modelroute.core.flow.QuoteExecution;
import dev.modelroute.core.flow.QuoteExecution.Quoted;
import dev.modelroute.core.flow.RetryExecution;
import dev.modelroute.core.flow.SubmitExecution;
import dev.modelroute.core.flow.Submitted;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Budget;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.util.List;
import java.util.Optional;

/** Submits, quotes and cancels executions. */
@Controller("/v1/executions")
@Access(Access.Level.EXECUTION)
final class ExecutionController {
  private static final String KEY_HEADER = "Idempotency-Key";

  private final SubmitExecution submit;
  private final QuoteExecution quote;
  private final CancelExecution cancel;
  private final RetryExecution retry;
  private final ExecutionJson json;

  ExecutionController(
      SubmitExecution submit,
      QuoteExecution quote,
      CancelExecution cancel,
      RetryExecution retry,
      ExecutionJson json) {
    this.submit = submit;
    this.quote = quote;
    this.cancel = cancel;
    this.retry = retry;
    this.json = json;
  }

  @Post
  HttpResponse<byte[]> submit(HttpRequest<?> request) {
    JsonObject body = Bodies.object(request);
    return answer(request, submit.submit(Callers.of(request), body, headerKey(request)));
  }

  /** A new execution of what was asked for in one that is over. */
  @Post("/{id}/retry")
  HttpResponse<byte[]> retry(HttpRequest<?> request, @PathVariable String id) {
    Optional<ExecutionId> known = ExecutionId.parse(id);
    if (known.isEmpty()) {
      return Responses.refused(request, Refusal.notFound());
    }
    JsonObject body = Bodies.objectOrNothing(request);
    return switch (retry.retry(Callers.of(request), known.get(), body, headerKey(request))) {
      case RetryExecution.Retried.Answered(Submitted submitted) -> answer(request, submitted);
      case RetryExecution.Retried.NotFound ignored ->
          Responses.refused(request, Refusal.notFound());
      case RetryExecution.Retried.NotOver(Execution execution) ->
          Responses.refused(
              request, Refusal.conflict("The execution is " + execution.state() + " still."));
    };
  }

  private HttpResponse<byte[]> answer(HttpRequest<?> request, Submitted submitted) {
    return switch (submitted) {
      case Submitted.Accepted(Execution execution) -> accepted(execution);
      case Submitted.Replayed(Execution execution) ->
          accepted(execution).header("Idempotent-Replayed", "true");
      case Submitted.KeyConflict(ExecutionId original) ->
          Responses.refused(request, keyReused(original));
      case Submitted.Refused refused -> Responses.refused(request, refusal(refused));
      case Submitted.OverBudget(Budget budget) ->
          Responses.refused(request, Refusal.overBudget(budget));
      case Submitted.Forbidden ignored -> Responses.refused(request, forbidden());
    };
  }

  @Post("/quote")
  HttpResponse<byte[]> quote(HttpRequest<?> request) {
    return switch (quote.quote(Callers.of(request), Bodies.object(request))) {
      case Quoted.Offer(String model, var offer) ->
          Responses.ok(
              JsonObject.builder()
                  .put("valid", true)
                  .put("model", model)
                  .put("estimated_cost", offer.cost().estimate().toUsd())
                  .put("hold_amount", offer.cost().hold().toUsd())
                  .put("currency", "USD")
                  .build());
      case Quoted.Refusal(Submitted.Refused refused) ->
          Responses.refused(request, refusal(refused));
      case Quoted.Refusal(Submitted.Forbidden ignored) -> Responses.refused(request, forbidden());
      case Quoted.Refusal(Submitted other) ->
          throw new IllegalStateException("a quote stores nothing, yet gave " + other.getClass());
    };
  }

  @Post("/{id}/cancel")
  HttpResponse<byte[]> cancel(HttpRequest<?> request, @PathVariable String id) {
    Optional<ExecutionId> known = ExecutionId.parse(id);
    if (known.isEmpty()) {
      return Responses.refused(request, Refusal.notFound());
    }
    return switch (cancel.cancel(Callers.of(request).organization(), known.get())) {
      case Cancellation.Done(Execution execution) -> Responses.ok(json.full(execution));
      case Cancellation.TooLate(Execution execution) ->
          Responses.refused(
              request, Refusal.conflict("The execution is " + execution.state() + " already."));
      case Cancellation.NotFound ignored -> Responses.refused(request, Refusal.notFound());
    };
  }

  private MutableHttpResponse<byte[]> accepted(Execution execution) {
    JsonObject created = json.created(execution);
    MutableHttpResponse<byte[]> response = Responses.accepted(created);
    created
        .object("urls")
        .flatMap(urls -> urls.string("get"))
        .ifPresent(self -> response.header("Location", self));
    return response;
  }

  private static Optional<String> headerKey(HttpRequest<?> request) {
    List<String> sent = request.getHeaders().getAll(KEY_HEADER);
    if (sent.stream().distinct().count() > 1) {
      throw new RequestRefusedException(
          Refusal.invalid(
              "idempotency_key", "MISMATCH", "The header Idempotency-Key was sent twice."));
    }
    return sent.stream().findFirst();
  }

  private static Refusal refusal(Submitted.Refused refused) {
    return Refusal.of(refused.code(), refused.details());
  }

  private static Refusal forbidden() {
    return Refusal.forbidden("A test key reaches simulated models only.");
  }

  private static Refusal keyReused(ExecutionId original) {
    String message = "The idempotency key was used for another request: " + original + ".";
    return Refusal.conflict(message)
        .withDetails(List.of(new FieldError("idempotency_key", "KEY_REUSED", message)));
  }
}
