package dev.modelroute.core.execution;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending.Completed;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An execution as callers see it, in responses and in webhooks alike. Nothing of routes or
 * providers is in it.
 */
public final class ExecutionJson {
  private static final List<String> FILE_LISTS = List.of("images", "videos");

  private final String publicUrl;

  /**
   * @param publicUrl where the API is reached, without a slash at the end
   */
  public ExecutionJson(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** The answer to a create: what is known at accept, with the present status. */
  public JsonObject created(Execution execution) {
    JsonObject.Builder created = creation(execution);
    if (execution.request().retryOf() != null) {
      created.put("retry_of", execution.request().retryOf().value());
    }
    return created.build();
  }

  /** The execution as GET shows it. */
  public JsonObject full(Execution execution) {
    Optional<JsonObject> output = output(execution);
    return creation(execution)
        .put("started_at", time(execution.startedAt()))
        .put("completed_at", time(execution.completedAt()))
        .put("latency_ms", latency(execution))
        .put("cost", cost(execution))
        .put("output", output.orElse(null))
        .put("result", output.flatMap(ExecutionJson::firstFile).orElse(null))
        .put(
            "error",
            Optional.ofNullable(execution.ending())
                .flatMap(Ending::error)
                .map(ExecutionJson::error)
                .orElse(null))
        .put(
            "retry_of",
            Optional.ofNullable(execution.request().retryOf()).map(ExecutionId::value).orElse(null))
        .build();
  }

  /** The body of {@code GET …/result} of a COMPLETED execution. */
  public JsonObject result(Execution execution) {
    return JsonObject.builder()
        .put("execution_id", execution.id().value())
        .put("status", execution.state().name())
        .put("output", output(execution).orElse(null))
        .put("cost", cost(execution))
        .put("latency_ms", latency(execution))
        .build();
  }

  /** RFC 3339 UTC, to the millisecond. */
  public static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private JsonObject.Builder creation(Execution execution) {
    ExecutionRequest request = execution.request();
    String self = publicUrl + "/v1/executions/" + execution.id();
    JsonObject.Builder metadata = JsonObject.builder();
    request.metadata().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(pair -> metadata.put(pair.getKey(), pair.getValue()));
    return JsonObject.builder()
        .put("id", execution.id().value())
        .put("status", execution.state().name())
        .put("model", request.model())
        .put("estimated_cost", request.quote().cost().estimate().toUsd())
        .put("hold_amount", execution.hold().toUsd())
        .put("idempotency_key", request.key().value())
        .put("metadata", metadata.build())
        .put("created_at", time(execution.createdAt()))
        .put("expires_at", time(execution.expiresAt()))
        .put(
            "urls",
            JsonObject.builder()
                .put("get", self)
                .put("result", self + "/result")
                .put("cancel", self + "/cancel")
                .build());
  }

  private static Optional<JsonObject> output(Execution execution) {
    return execution.ending() instanceof Completed(JsonObject output, Money ignored)
        ? Optional.of(output)
        : Optional.empty();
  }

  private static @Nullable String cost(Execution execution) {
    return execution.resolution().map(Resolution::captured).map(Money::toUsd).orElse(null);
  }

  private static @Nullable Json latency(Execution execution) {
    Instant completed = execution.completedAt();
    return completed == null
        ? null
        : Json.of(Duration.between(execution.createdAt(), completed).toMillis());
  }

  private static Optional<JsonObject> firstFile(JsonObject output) {
    for (String name : FILE_LISTS) {
      List<Json> files = output.array(name).orElse(JsonArray.EMPTY).items();
      if (!files.isEmpty() && files.getFirst() instanceof JsonObject file) {
        return Optional.of(file);
      }
    }
    return output.object("audio");
  }

  private static Json error(ErrorCode code) {
    return JsonObject.builder()
        .put("code", code.name())
        .put("message", code.message())
        .put("retryable", code.retryable())
        .build();
  }
}
