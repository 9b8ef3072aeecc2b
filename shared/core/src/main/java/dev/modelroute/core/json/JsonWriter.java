package dev.modelroute.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes compact JSON text. Characters outside ASCII stay as they are (UTF-8), control characters
 * are escaped.
 */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private final Function<JsonNumber, String> numbers;
  private final Function<JsonObject, Collection<Map.Entry<String, Json>>> members;

  private JsonWriter(
      Function<JsonNumber, String> numbers,
      Function<JsonObject, Collection<Map.Entry<String, Json>>> members) {
    this.numbers = numbers;
    this.members = members;
  }

  /** Members in their own order, numbers as they were read. */
  public static String compact(Json value) {
    return write(value, number -> number.value().toString(), object -> object.members().entrySet());
  }

  /** {@link #compact(Json)} as UTF-8 bytes. */
  public static byte[] bytes(Json value) {
    return compact(value).getBytes(StandardCharsets.UTF_8);
  }

  static String write(
      Json value,
      Function<JsonNumber, String> numbers,
      Function<JsonObject, Collection<Map.Entry<String, Json>>> members) {
    JsonWriter writer = new JsonWriter(numbers, members);
    writer.append(value);
    return writer.out.toString();
  }

  private void append(Json value) {
    switch (value) {
      case JsonObject object -> appendObject(object);
      case JsonArray array -> appendArray(array);
      case JsonString(String text) -> appendString(text);
      case JsonNumber number -> out.append(numbers.apply(number));
      case JsonBoolean(boolean flag) -> out.append(flag);
      case JsonNull ignored -> out.append("null");
    }
  }

  private void appendObject(JsonObject object) {
    char separator = '{';
    for (Map.Entry<String, Json> member : members.apply(object)) {
      out.append(separator);
      appendString(member.getKey());
      out.append(':');
      append(member.getValue());
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private void appendArray(JsonArray array) {
    char separator = '[';
    for (Json item : array.items()) {
      out.append(separator);
      append(item);
      separator = ',';
    }
    out.append(separator == '[' ? "[]" : "]");
  }

  private void appendString(String text) {
    out.append('"');
    text.codePoints().forEach(this::appendCharacter);
    out.append('"');
  }

  private void appendCharacter(int codePoint) {
    switch (codePoint) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        // A lone surrogate has no UTF-8 form: escaped, or the bytes would hold a '?'.
        if (codePoint < 0x20 || Character.getType(codePoint) == Character.SURROGATE) {
          out.append(String.format("\\u%04x", codePoint));
        } else {
          out.appendCodePoint(codePoint);
        }
      }
    }
  }
}
