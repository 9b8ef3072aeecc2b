package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonBoolean;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.json.StrictJson;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What came back.
 *
 * @param request method and path, for messages
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes as they came; never compared.
record Answer(String request, int status, HttpHeaders headers, byte[] body) {

  /** This answer, when it has the status. */
  Answer with(int expected) {
    assertEquals(expected, status, this::toString);
    return this;
  }

  JsonObject json() {
    return StrictJson.trusted(bodyText());
  }

  String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The text of the member at this path; array items by number; "" when there is none. */
  String text(String... path) {
    return text(json(), path);
  }

  static String text(JsonObject object, String... path) {
    Json value = object;
    for (String name : path) {
      value =
          switch (value) {
            case JsonObject inner -> inner.get(name).orElse(Json.of(""));
            case JsonArray array -> item(array, Integer.parseInt(name));
            case Json other -> Json.of("");
          };
    }
    return switch (value) {
      case JsonString(String text) -> text;
      case JsonNumber(BigDecimal number) -> number.toPlainString();
      case JsonBoolean(boolean flag) -> Boolean.toString(flag);
      case Json other -> other.toText();
    };
  }

  private static Json item(JsonArray array, int index) {
    return index < array.items().size() ? array.items().get(index) : Json.of("");
  }

  List<JsonObject> data() {
    return objects(json(), "data");
  }

  static List<JsonObject> objects(JsonObject object, String name) {
    return object.array(name).orElse(JsonArray.EMPTY).items().stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  String code() {
    return text("error", "code");
  }

  /** The first detail's field and code, with a space between. */
  String detail() {
    return (text("error", "details", "0", "field") + " " + text("error", "details", "0", "code"))
        .strip();
  }

  @Override
  public String toString() {
    return request + " -> " + status + " " + bodyText();
  }
}
