package dev.modelroute.api;

import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.execution.ExecutionStore;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.util.Optional;

/** Shows the operator what callers never see: routes, providers, their costs. */
@Controller("/v1/admin")
@Access(Access.Level.OPERATOR)
final class OperatorController {
  private final ExecutionStore executions;
  private final AttemptStore attempts;
  private final ExecutionJson json;

  OperatorController(ExecutionStore executions, AttemptStore attempts, ExecutionJson json) {
    this.executions = executions;
    this.attempts = attempts;
    this.json = json;
  }

  @Get("/executions/{id}/trace")
  HttpResponse<byte[]> trace(HttpRequest<?> request, @PathVariable String id) {
    Optional<Execution> execution = ExecutionId.parse(id).flatMap(executions::find);
    return execution
        .map(found -> Responses.ok(TraceJson.of(json.full(found), found, attempts.all(found.id()))))
        .orElseGet(() -> Responses.refused(request, Refusal.notFound()));
  }
}
