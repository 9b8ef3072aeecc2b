package dev.modelroute.core.catalog;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonBoolean;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.math.BigDecimal;
import java.util.List;

/**
 * Whether a route takes a value: {@code true} (any), {@code false} (none), {@code [1,4]} (a range
 * of numbers), {@code ["png","jpeg"]} (one of these), or an object of {@code min}, {@code max},
 * {@code multiple_of}, {@code one_of}, {@code max_items}, {@code max_length} (code points) and
 * {@code fields} (a rule per member of an object; members without one are not taken).
 */
final class FieldRule {
  private FieldRule() {}

  static boolean accepts(Json rule, Json value) {
    return switch (rule) {
      case JsonBoolean(boolean any) -> any;
      case JsonArray(List<Json> items) -> accepts(items, value);
      case JsonObject object -> accepts(object, value);
      case JsonString same -> same.equals(value);
      case JsonNumber same -> isSame(same, value);
      case JsonNull ignored -> false;
    };
  }

  private static boolean accepts(List<Json> items, Json value) {
    boolean range = items.size() == 2 && items.stream().allMatch(JsonNumber.class::isInstance);
    if (range && value instanceof JsonNumber(BigDecimal number)) {
      return number.compareTo(((JsonNumber) items.getFirst()).value()) >= 0
          && number.compareTo(((JsonNumber) items.getLast()).value()) <= 0;
    }
    return items.stream().anyMatch(item -> isSame(item, value));
  }

  private static boolean accepts(JsonObject rule, Json value) {
    return rule.array("one_of").map(items -> isOneOf(items.items(), value)).orElse(true)
        && acceptsNumber(rule, value)
        && acceptsLength(rule, value)
        && rule.object("fields").map(fields -> acceptsFields(fields, value)).orElse(true);
  }

  private static boolean isOneOf(List<Json> items, Json value) {
    return items.stream().anyMatch(item -> isSame(item, value));
  }

  private static boolean acceptsNumber(JsonObject rule, Json value) {
    if (!(value instanceof JsonNumber(BigDecimal number))) {
      return true;
    }
    return rule.number("min").map(min -> number.compareTo(min) >= 0).orElse(true)
        && rule.number("max").map(max -> number.compareTo(max) <= 0).orElse(true)
        && rule.number("multiple_of")
            .map(step -> number.remainder(step).signum() == 0)
            .orElse(true);
  }

  private static boolean acceptsLength(JsonObject rule, Json value) {
    boolean items =
        !(value instanceof JsonArray array)
            || rule.whole("max_items").map(max -> array.items().size() <= max).orElse(true);
    boolean length =
        !(value instanceof JsonString(String text))
            || rule.whole("max_length")
                .map(max -> text.codePointCount(0, text.length()) <= max)
                .orElse(true);
    return items && length;
  }

  private static boolean acceptsFields(JsonObject fields, Json value) {
    return value instanceof JsonObject object
        && object.members().entrySet().stream()
            .allMatch(entry ->
                fields
                    .get(entry.getKey())
                    .filter(rule -> accepts(rule, entry.getValue()))
                    .isPresent());
  }

  private static boolean isSame(Json left, Json right) {
    if (left instanceof JsonNumber(BigDecimal one) && right instanceof JsonNumber(BigDecimal two)) {
      return one.compareTo(two) == 0;
    }
    return left.equals(right);
  }
}
