package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the handler answered, read from the bytes it wrote. */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere.
record Answer(int status, Map<String, String> headers, byte[] body) {

  static Answer read(byte[] bytes) {
    JsonObject answer = StrictJson.trusted(new String(bytes, StandardCharsets.UTF_8));
    Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    answer
        .object("multiValueHeaders")
        .orElseThrow()
        .members()
        .forEach((name, values) -> headers.put(name, joined(values)));
    String text = answer.string("body").orElse("");
    boolean base64 = answer.bool("isBase64Encoded").orElse(false);
    return new Answer(
        answer.whole("statusCode").orElseThrow().intValue(),
        headers,
        base64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8));
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonObject json() {
    return StrictJson.trusted(text());
  }

  String string(String name) {
    return json().string(name).orElseThrow(() -> new AssertionError(name + " of " + text()));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Answer expect(int expected) {
    assertEquals(expected, status, this::text);
    return this;
  }

  /** Checks status, code and the form of the envelope. */
  Answer expectError(int expected, String code) {
    expect(expected);
    JsonObject error = json().object("error").orElseThrow();
    assertEquals(Optional.of(code), error.string("code"), this::text);
    assertEquals(header("X-Request-Id"), error.string("request_id"));
    assertEquals(List.of("error"), List.copyOf(json().members().keySet()));
    assertEquals(Optional.of("application/json"), header("Content-Type"));
    return this;
  }

  /** {@code field CODE} of the first detail. */
  String detail() {
    JsonArray details =
        json().object("error").flatMap(error -> error.array("details")).orElse(JsonArray.EMPTY);
    if (details.items().isEmpty() || !(details.items().getFirst() instanceof JsonObject first)) {
      return "none";
    }
    return first.string("field").orElse("") + " " + first.string("code").orElse("");
  }

  List<JsonObject> data() {
    return json().array("data").orElseThrow().items().stream()
        .map(item -> item instanceof JsonObject object ? object : JsonObject.EMPTY)
        .toList();
  }

  /** The answer without the one thing in which two refusals may differ. */
  String withoutRequestId() {
    return status + " " + text().replaceAll("req_[0-9a-f-]{36}", "req_*");
  }

  private static String joined(Json values) {
    return values instanceof JsonArray array
        ? String.join(
            ", ",
            array.items().stream()
                .map(value -> value instanceof JsonString(String text) ? text : value.toText())
                .toList())
        : values.toText();
  }
}
