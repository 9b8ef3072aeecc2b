package dev.modelroute.local.stepfunctions;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An answer of the API that is an error; {@code type} is the name its clients know. */
final class ApiFault extends RuntimeException {

  private final String type;

  ApiFault(String type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  static ApiFault invalid(String message) {
    return new ApiFault("ValidationException", message);
  }

  String type() {
    return type;
  }

  /** The body as AWS JSON has it. */
  byte[] body() {
    @Nullable String message = getMessage();
    return Json.write(Json.MAPPER.createObjectNode().put("__type", type).put("message", message))
        .getBytes(StandardCharsets.UTF_8);
  }
}
