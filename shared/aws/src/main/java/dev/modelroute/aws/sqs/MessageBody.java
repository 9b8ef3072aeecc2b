package dev.modelroute.aws.sqs;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads message bodies that may be anybody's. */
final class MessageBody {
  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private MessageBody() {}

  /** The JSON object, else empty. */
  static Optional<JsonObject> parse(String body) {
    try {
      Json json = StrictJson.parse(body);
      return json instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    } catch (MalformedJsonException unreadable) {
      return Optional.empty();
    }
  }

  /** A whole number from 0, else empty. */
  static OptionalInt count(JsonObject message, String name) {
    return message
        .number(name)
        .filter(number -> number.signum() >= 0 && number.compareTo(MOST) <= 0)
        .filter(number -> number.stripTrailingZeros().scale() <= 0)
        .map(number -> OptionalInt.of(number.intValueExact()))
        .orElse(OptionalInt.empty());
  }
}
