package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a provider says went wrong, whichever of the dialect's error bodies it used: nested {@code
 * {"error":{…}}}, a bare text, or flat.
 *
 * @param status of the reply; inside a 2xx the numeric code of the body, if it has one
 * @param type empty when absent
 * @param code empty when absent; numbers as text
 * @param message for the operator
 * @param metadata what else stands beside the error
 */
record ErrorSignal(int status, String type, String code, String message, JsonObject metadata) {

  /** Reads an error body; anything that is no JSON object leaves the status alone to speak. */
  static ErrorSignal parse(int status, byte[] body) {
    try {
      return of(status, StrictJson.parseObject(body));
    } catch (MalformedJsonException other) {
      return new ErrorSignal(
          status, "", "", new String(body, StandardCharsets.UTF_8), JsonObject.EMPTY);
    }
  }

  static ErrorSignal of(int status, JsonObject body) {
    JsonObject error = body.object("error").orElse(body);
    String message =
        error
            .string("message")
            .or(() -> error.string("error"))
            .orElseGet(() -> error.get("message").map(Json::toText).orElse(""));
    return new ErrorSignal(
        status,
        error.string("type").or(() -> body.string("error_type")).orElse(""),
        error.get("code").flatMap(ErrorSignal::word).orElse(""),
        message,
        error.object("metadata").orElse(JsonObject.EMPTY));
  }

  /** The same signal with the HTTP status its body names, where the reply itself was a 2xx. */
  ErrorSignal withStatusOfCode() {
    return code.matches("[45][0-9]{2}")
        ? new ErrorSignal(Integer.parseInt(code), type, code, message, metadata)
        : this;
  }

  private static Optional<String> word(Json code) {
    if (code instanceof JsonString(String text)) {
      return Optional.of(text);
    }
    return code instanceof JsonNumber number && number.isWhole()
        ? Optional.of(number.value().toBigInteger().toString())
        : Optional.empty();
  }
}
