package dev.modelroute.api;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionFilter;
import dev.modelroute.core.execution.ExecutionJson;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows executions. */
@Controller("/v1/executions")
@Access(Access.Level.EXECUTION)
final class ExecutionReadController {
  private static final Set<String> LIST_PARAMETERS =
      Set.of(
          "limit", "cursor", "status", "model", "created_after", "created_before", "metadata[*]");

  private final ExecutionReads executions;
  private final ExecutionJson json;
  private final Paging paging;

  ExecutionReadController(ExecutionReads executions, ExecutionJson json, Paging paging) {
    this.executions = executions;
    this.json = json;
    this.paging = paging;
  }

  @Get
  HttpResponse<byte[]> list(HttpRequest<?> request) {
    Query query = Query.of(request, LIST_PARAMETERS);
    Caller caller = Callers.of(request);
    ExecutionFilter filter =
        new ExecutionFilter(
            query.word("status", ExecutionState.class).orElse(null),
            query.text("model").orElse(null),
            query.time("created_after").orElse(null),
            query.time("created_before").orElse(null),
            query.metadata());
    String name = listName(caller);
    var page = executions.list(caller.account(), filter, paging.read(query, caller, name));
    return Responses.ok(paging.write(page, caller, name, json::full));
  }

  @Get("/{id}")
  HttpResponse<byte[]> get(HttpRequest<?> request, @PathVariable String id) {
    Query query = Query.of(request, Set.of("wait"));
    int waitSeconds = query.whole("wait", 1, LongPoll.MAX_WAIT_SECONDS).orElse(0);
    return executions
        .await(Callers.of(request).organization(), id, Duration.ofSeconds(waitSeconds))
        .map(execution -> Responses.ok(json.full(execution)))
        .orElseGet(() -> Responses.refused(request, Refusal.notFound()));
  }

  @Get("/{id}/result")
  HttpResponse<byte[]> result(HttpRequest<?> request, @PathVariable String id) {
    Optional<Execution> found = executions.find(Callers.of(request).organization(), id);
    if (found.isEmpty()) {
      return Responses.refused(request, Refusal.notFound());
    }
    Execution execution = found.get();
    @Nullable Ending ending = execution.ending();
    if (ending == null) {
      return Responses.accepted(json.result(execution));
    }
    return switch (ending) {
      case Ending.Completed ignored -> Responses.ok(json.result(execution));
      case Ending.Failed(ErrorCode code) -> Responses.refused(request, Refusal.of(code));
      case Ending.Expired ignored ->
          Responses.refused(request, Refusal.of(ErrorCode.GENERATION_TIMEOUT));
      case Ending.Cancelled ignored ->
          Responses.refused(request, Refusal.conflict("The execution was cancelled."));
    };
  }

  /** Live and test executions are lists of their own. */
  private static String listName(Caller caller) {
    AccountMode mode = caller.account().mode();
    return "executions " + mode.text();
  }
}
