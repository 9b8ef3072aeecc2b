package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Reads one object of a definition field by field; whatever nobody asked for is refused. */
final class FieldReader {

  private final JsonNode object;
  private final String at;
  private final Set<String> asked = new HashSet<>();

  FieldReader(JsonNode object, String at) {
    if (!object.isObject()) {
      throw new RefusedDefinitionException(at, "must be an object");
    }
    this.object = object;
    this.at = at;
    text("Comment");
  }

  String at(String field) {
    return at + "." + field;
  }

  boolean has(String field) {
    asked.add(field);
    return object.has(field);
  }

  Optional<JsonNode> node(String field) {
    asked.add(field);
    return Optional.ofNullable(object.get(field));
  }

  JsonNode required(String field) {
    return node(field).orElseThrow(() -> refused(field, "is missing"));
  }

  Optional<String> text(String field) {
    return node(field)
        .map(value -> {
          if (!value.isTextual()) {
            throw refused(field, "must be a string");
          }
          return value.textValue();
        });
  }

  String requiredText(String field) {
    return text(field).orElseThrow(() -> refused(field, "is missing"));
  }

  boolean flag(String field) {
    Optional<JsonNode> value = node(field);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw refused(field, "must be true or false");
    }
    return value.isPresent() && value.get().booleanValue();
  }

  OptionalInt wholeNumber(String field, int minimum, int maximum) {
    Optional<JsonNode> value = node(field);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    JsonNode number = value.get();
    if (!number.isIntegralNumber()
        || !number.canConvertToInt()
        || number.intValue() < minimum
        || number.intValue() > maximum) {
      throw refused(field, "must be a whole number from " + minimum + " to " + maximum);
    }
    return OptionalInt.of(number.intValue());
  }

  BigDecimal rate(String field, BigDecimal absent) {
    JsonNode number = node(field).orElse(null);
    if (number == null) {
      return absent;
    }
    if (!number.isNumber() || number.decimalValue().compareTo(BigDecimal.ONE) < 0) {
      throw refused(field, "must be a number of at least 1");
    }
    return number.decimalValue();
  }

  Optional<ValuePath> path(String field) {
    return node(field).map(value -> path(value, at(field)));
  }

  static ValuePath path(JsonNode value, String at) {
    return parsed(value, at, ValuePath::parse);
  }

  /** Absent = the whole; JSON null = empty. */
  Optional<ValuePath> nullablePath(String field) {
    JsonNode value = node(field).orElse(null);
    if (value == null) {
      return Optional.of(ValuePath.whole());
    }
    return value.isNull() ? Optional.empty() : Optional.of(path(value, at(field)));
  }

  /** Absent = the whole; JSON null = empty: the result is dropped. */
  Optional<ResultPath> resultPath() {
    JsonNode value = node("ResultPath").orElse(null);
    if (value == null) {
      return Optional.of(ResultPath.WHOLE);
    }
    return value.isNull()
        ? Optional.empty()
        : Optional.of(parsed(value, at("ResultPath"), ResultPath::parse));
  }

  Optional<PayloadTemplate> template(String field) {
    return node(field)
        .map(value -> {
          if (!value.isObject()) {
            throw refused(field, "must be an object");
          }
          return PayloadTemplate.read(value, at(field));
        });
  }

  /** Each item of an array, read as an object; absent = none. */
  <T> List<T> objects(String field, Function<FieldReader, T> read) {
    List<T> items = new ArrayList<>();
    JsonNode array = node(field).orElse(null);
    if (array == null) {
      return items;
    }
    if (!array.isArray()) {
      throw refused(field, "must be an array");
    }
    for (int index = 0; index < array.size(); index++) {
      FieldReader item = new FieldReader(array.get(index), at(field) + "[" + index + "]");
      items.add(read.apply(item));
      item.done();
    }
    return items;
  }

  /** Refuses every field that was not asked for. */
  void done() {
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!asked.contains(name)) {
            throw refused(name, "is not supported here");
          }
        });
  }

  RefusedDefinitionException refused(String field, String reason) {
    return new RefusedDefinitionException(at(field), reason);
  }

  RefusedDefinitionException refused(String reason) {
    return new RefusedDefinitionException(at, reason);
  }

  private static <T> T parsed(JsonNode value, String at, Function<String, T> parse) {
    if (!value.isTextual()) {
      throw new RefusedDefinitionException(at, "must be a path");
    }
    try {
      return parse.apply(value.textValue());
    } catch (IllegalArgumentException invalid) {
      throw new RefusedDefinitionException(at, String.valueOf(invalid.getMessage()));
    }
  }
}
