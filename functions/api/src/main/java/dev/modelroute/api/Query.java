package dev.modelroute.api;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads query parameters strictly: an unknown or repeated one is refused, not ignored. */
final class Query {
  private static final String METADATA = "metadata[";
  private static final int MAX_DIGITS = 6;

  private final HttpParameters parameters;

  private Query(HttpParameters parameters) {
    this.parameters = parameters;
  }

  /**
   * @param names every parameter the route knows; {@code metadata[*]} stands for all pairs
   */
  static Query of(HttpRequest<?> request, Set<String> names) {
    HttpParameters parameters = request.getParameters();
    for (String name : parameters.names()) {
      boolean pair = isPair(name) && names.contains("metadata[*]");
      if (!pair && !names.contains(name)) {
        throw refused(name, "UNKNOWN_FIELD", "There is no such parameter.");
      }
      if (parameters.getAll(name).size() > 1) {
        throw refused(name, "REPEATED", "Send this parameter once.");
      }
    }
    return new Query(parameters);
  }

  Optional<String> text(String name) {
    List<String> values = parameters.getAll(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  OptionalInt whole(String name, int least, int most) {
    Optional<String> sent = text(name);
    if (sent.isEmpty()) {
      return OptionalInt.empty();
    }
    String digits = sent.get();
    boolean number =
        !digits.isEmpty()
            && digits.length() <= MAX_DIGITS
            && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    if (!number || Integer.parseInt(digits) < least || Integer.parseInt(digits) > most) {
      throw refused(name, "RANGE", "Must be a whole number from " + least + " to " + most + ".");
    }
    return OptionalInt.of(Integer.parseInt(digits));
  }

  Optional<Instant> time(String name) {
    Optional<String> sent = text(name);
    try {
      return sent.map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException malformed) {
      throw refused(name, "FORMAT", "Must be a time such as 2026-01-31T08:00:00Z.");
    }
  }

  <T extends Enum<T>> Optional<T> word(String name, Class<T> type) {
    Optional<String> sent = text(name);
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(type.getEnumConstants())
            .filter(word -> word.name().equals(sent.get()))
            .findFirst()
            .orElseThrow(() -> refused(name, "ENUM", "There is no such value.")));
  }

  /** Every {@code metadata[k]=v}, by k. */
  Map<String, String> metadata() {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String name : parameters.names()) {
      if (isPair(name)) {
        text(name)
            .ifPresent(
                value -> pairs.put(name.substring(METADATA.length(), name.length() - 1), value));
      }
    }
    return pairs;
  }

  private static boolean isPair(String name) {
    return name.startsWith(METADATA) && name.endsWith("]") && name.length() > METADATA.length() + 1;
  }

  private static RequestRefusedException refused(String field, String code, String message) {
    return new RequestRefusedException(Refusal.invalid(field, code, message));
  }
}
