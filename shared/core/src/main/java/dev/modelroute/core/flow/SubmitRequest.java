package dev.modelroute.core.flow;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/executions} with its fields read, before the model is known.
 *
 * @param idempotencyKey as sent in the body; its form is checked later, together with the header
 */
public record SubmitRequest(
    String model,
    JsonObject input,
    @Nullable String idempotencyKey,
    @Nullable String webhookUrl,
    Map<String, String> metadata,
    @Nullable Duration timeout,
    @Nullable Money maxCost) {
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "input",
          "idempotency_key",
          "webhook_url",
          "metadata",
          "timeout_seconds",
          "max_cost");
  private static final int MAX_METADATA_PAIRS = 16;
  private static final int MAX_METADATA_KEY = 64;
  private static final int MAX_METADATA_VALUE = 512;
  private static final int MAX_TIMEOUT_SECONDS = 86_400;
  private static final int MAX_MODEL_LENGTH = 100;

  /** A request, or everything that is wrong with it. */
  public sealed interface Reading {
    record Read(SubmitRequest request) implements Reading {}

    record Wrong(List<FieldError> errors) implements Reading {}
  }

  public static Reading read(JsonObject body) {
    Reader reader = new Reader(body);
    SubmitRequest request = reader.read();
    return reader.errors.isEmpty()
        ? new Reading.Read(request)
        : new Reading.Wrong(List.copyOf(reader.errors));
  }

  private static final class Reader {
    private final JsonObject body;
    private final List<FieldError> errors = new ArrayList<>();

    Reader(JsonObject body) {
      this.body = body;
    }

    SubmitRequest read() {
      for (String name : body.members().keySet()) {
        if (!FIELDS.contains(name)) {
          error(name, "UNKNOWN_FIELD", "There is no such field.");
        }
      }
      return new SubmitRequest(
          required("model", "a string", this::text).filter(this::isModelLength).orElse(""),
          required("input", "an object", Reader::object).orElse(JsonObject.EMPTY),
          optional("idempotency_key", "a string", this::text).orElse(null),
          optional("webhook_url", "a string", this::text).orElse(null),
          metadata(),
          timeout(),
          maxCost());
    }

    private boolean isModelLength(String model) {
      if (model.isEmpty() || model.length() > MAX_MODEL_LENGTH) {
        error("model", "NOT_FOUND", "There is no such model.");
      }
      return true;
    }

    private Map<String, String> metadata() {
      Map<String, String> pairs = new LinkedHashMap<>();
      JsonObject sent = optional("metadata", "an object", Reader::object).orElse(JsonObject.EMPTY);
      if (sent.members().size() > MAX_METADATA_PAIRS) {
        error("metadata", "TOO_MANY", "At most 16 pairs are kept.");
      }
      sent.members()
          .forEach((name, value) -> {
            if (value instanceof JsonString(String text)
                && text.length() <= MAX_METADATA_VALUE
                && !name.isEmpty()
                && name.length() <= MAX_METADATA_KEY) {
              pairs.put(name, text);
            } else {
              error(
                  "metadata",
                  "INVALID",
                  "Pairs are strings: names of 1 to 64 characters, values of at most 512.");
            }
          });
      return pairs;
    }

    private @Nullable Duration timeout() {
      Optional<Long> seconds =
          optional("timeout_seconds", "a whole number", json -> body.whole("timeout_seconds"));
      if (seconds.filter(value -> value < 1 || value > MAX_TIMEOUT_SECONDS).isPresent()) {
        error("timeout_seconds", "OUT_OF_RANGE", "Must be between 1 and 86400.");
        return null;
      }
      return seconds.map(Duration::ofSeconds).orElse(null);
    }

    private @Nullable Money maxCost() {
      return optional(
              "max_cost", "a decimal string in USD", json -> text(json).flatMap(Reader::money))
          .orElse(null);
    }

    private static Optional<Money> money(String text) {
      if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
        return Optional.empty();
      }
      return Optional.of(Money.parse(text));
    }

    private Optional<String> text(Json json) {
      return json instanceof JsonString(String value) ? Optional.of(value) : Optional.empty();
    }

    private static Optional<JsonObject> object(Json json) {
      return json instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    private <T> Optional<T> required(String name, String kind, Function<Json, Optional<T>> read) {
      if (!body.has(name)) {
        error(name, "REQUIRED", "This field is required.");
        return Optional.empty();
      }
      return optional(name, kind, read);
    }

    private <T> Optional<T> optional(String name, String kind, Function<Json, Optional<T>> read) {
      Optional<Json> sent = body.get(name);
      Optional<T> value = sent.flatMap(read);
      if (sent.isPresent() && value.isEmpty()) {
        error(name, "TYPE", "Must be " + kind + ".");
      }
      return value;
    }

    private void error(String field, String code, String message) {
      errors.add(new FieldError(field, code, message));
    }
  }
}
