package dev.modelroute.api;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.SpendLimit;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the small bodies that no use case reads itself, all errors at once. */
final class Bodies {
  private final JsonObject body;
  private final List<FieldError> errors = new ArrayList<>();

  private Bodies(JsonObject body) {
    this.body = body;
  }

  /** The body as a JSON object, parsed strictly from its bytes. */
  static JsonObject object(HttpRequest<?> request) {
    try {
      return StrictJson.parseObject(Ingress.of(request).body());
    } catch (MalformedJsonException malformed) {
      // Its message is fixed wording and quotes nothing.
      throw new RequestRefusedException(Refusal.invalid(String.valueOf(malformed.getMessage())));
    }
  }

  /** As {@link #object}, but no body at all is an empty one. */
  static JsonObject objectOrNothing(HttpRequest<?> request) {
    return Ingress.of(request).body().length == 0 ? JsonObject.EMPTY : object(request);
  }

  /**
   * @param fields every member the body may have
   */
  static Bodies of(HttpRequest<?> request, Set<String> fields) {
    Bodies reader = new Bodies(object(request));
    for (String name : reader.body.members().keySet()) {
      if (!fields.contains(name)) {
        reader.error(name, "UNKNOWN_FIELD", "There is no such field.");
      }
    }
    return reader;
  }

  /** The same of a route whose body may be left out. */
  static Bodies optional(HttpRequest<?> request, Set<String> fields) {
    return Ingress.of(request).body().length == 0
        ? new Bodies(JsonObject.EMPTY)
        : of(request, fields);
  }

  /** A string that must be there; empty text when it is not, and then {@link #verify} refuses. */
  String requiredText(String name) {
    if (member(name).isEmpty()) {
      error(name, "REQUIRED", "This field is required.");
    }
    return text(name).orElse("");
  }

  Optional<String> text(String name) {
    Optional<Json> member = member(name);
    if (member.isPresent() && !(member.get() instanceof JsonString)) {
      error(name, "TYPE", "Must be a string.");
    }
    return body.string(name);
  }

  /** A whole number that must be there; 0 when it is not, and then {@link #verify} refuses. */
  int requiredWhole(String name) {
    if (member(name).isEmpty()) {
      error(name, "REQUIRED", "This field is required.");
    }
    return whole(name).orElse(0);
  }

  Optional<Integer> whole(String name) {
    Optional<Json> member = member(name);
    if (member.isEmpty()) {
      return Optional.empty();
    }
    if (!(member.get() instanceof JsonNumber number) || !number.isWhole()) {
      error(name, "TYPE", "Must be a whole number.");
      return Optional.empty();
    }
    Optional<Integer> value =
        body.whole(name).filter(whole -> whole == whole.intValue()).map(Long::intValue);
    if (value.isEmpty()) {
      error(name, "RANGE", "Is out of range.");
    }
    return value;
  }

  /** A budget, {@link SpendLimit#parse}. */
  Optional<SpendLimit> spendLimit(String name) {
    Optional<Json> member = member(name);
    Optional<SpendLimit> limit = member.flatMap(SpendLimit::parse);
    if (member.isPresent() && limit.isEmpty()) {
      error(
          name,
          "INVALID",
          "Must be a decimal string above zero in USD, or such an amount with a period: "
              + "{\"amount\":\"5.00\",\"period\":\"month\"}; day, month or total.");
    }
    return limit;
  }

  /** A whole number within bounds. */
  Optional<Integer> whole(String name, int least, int most) {
    Optional<Integer> value = whole(name);
    if (value.isPresent() && (value.get() < least || value.get() > most)) {
      error(name, "RANGE", "Must be from " + least + " to " + most + ".");
    }
    return value;
  }

  /** A time that must be there; the epoch when it is not, and then {@link #verify} refuses. */
  Instant requiredTime(String name) {
    try {
      String text = requiredText(name);
      return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException malformed) {
      error(name, "FORMAT", "Must be a time such as 2026-01-31T08:00:00Z.");
      return Instant.EPOCH;
    }
  }

  /** One of a few words; the fallback when absent. */
  <T extends Enum<T>> T word(String name, T fallback, List<T> allowed, WordText<T> text) {
    Optional<String> sent = text(name);
    if (sent.isEmpty()) {
      return fallback;
    }
    for (T candidate : allowed) {
      if (text.of(candidate).equals(sent.get())) {
        return candidate;
      }
    }
    error(name, "ENUM", "Must be one of: " + words(allowed, text) + ".");
    return fallback;
  }

  /** How a value is written. */
  @FunctionalInterface
  interface WordText<T> {
    String of(T value);
  }

  /** Leaves when anything was wrong. */
  void verify() {
    if (!errors.isEmpty()) {
      throw new RequestRefusedException(Refusal.invalid(errors));
    }
  }

  private static <T> String words(List<T> allowed, WordText<T> text) {
    return String.join(", ", allowed.stream().map(text::of).toList());
  }

  private Optional<Json> member(String name) {
    return body.get(name).filter(value -> !(value instanceof JsonNull));
  }

  private void error(String field, String code, String message) {
    errors.add(new FieldError(field, code, message));
  }
}
