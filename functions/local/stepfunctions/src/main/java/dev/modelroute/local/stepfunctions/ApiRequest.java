package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request's fields, checked against the service's limits. */
record ApiRequest(JsonNode body) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]+");
  private static final int ARN_LIMIT = 256;
  private static final int TOKEN_LIMIT = 2_048;
  private static final int ERROR_LIMIT = 256;
  private static final int CAUSE_LIMIT = 32_768;
  private static final int DEFINITION_LIMIT_BYTES = 1_048_576;

  Optional<String> text(String field, int limit) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new ApiFault("SerializationException", field + " must be a string");
    }
    if (value.textValue().length() > limit) {
      throw ApiFault.invalid(field + " must have at most " + limit + " characters");
    }
    return Optional.of(value.textValue());
  }

  private String required(String field, int limit) {
    return text(field, limit)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> ApiFault.invalid(field + " must not be empty"));
  }

  String arn(String field) {
    String arn = required(field, ARN_LIMIT);
    if (!arn.startsWith("arn:")) {
      throw new ApiFault("InvalidArn", "Invalid Arn: '" + field + "'");
    }
    return arn;
  }

  Optional<String> name() {
    return text("name", Integer.MAX_VALUE)
        .map(name -> {
          if (!NAME.matcher(name).matches()) {
            throw new ApiFault(
                "InvalidName", "Invalid Name: 1 to 80 of A-Z, a-z, 0-9, hyphen and underscore");
          }
          return name;
        });
  }

  String requiredName() {
    return name().orElseThrow(() -> ApiFault.invalid("name must not be empty"));
  }

  String definition() {
    return required("definition", DEFINITION_LIMIT_BYTES);
  }

  /** JSON text between states; the size is counted in bytes of UTF-8. */
  Optional<String> payload(String field) {
    Optional<String> text = text(field, Integer.MAX_VALUE);
    if (text.filter(Json::isTooLarge).isPresent()) {
      throw ApiFault.invalid(field + " must have at most " + Json.PAYLOAD_LIMIT_BYTES + " bytes");
    }
    return text;
  }

  String token() {
    String token = required("taskToken", TOKEN_LIMIT);
    if (!TOKEN.matcher(token).matches()) {
      throw new ApiFault("InvalidToken", "Invalid Token: 'Invalid token'");
    }
    return token;
  }

  Optional<String> error() {
    return text("error", ERROR_LIMIT);
  }

  Optional<String> cause() {
    return text("cause", CAUSE_LIMIT);
  }

  /** {@code maxResults}; 0 and absent mean the service's own default. */
  int pageSize(int absent, int maximum) {
    JsonNode value = body.path("maxResults");
    if (value.isMissingNode() || value.isNull() || value.asInt() == 0) {
      return absent;
    }
    if (!value.isInt() || value.intValue() < 0 || value.intValue() > maximum) {
      throw ApiFault.invalid("maxResults must be from 0 to " + maximum);
    }
    return value.intValue();
  }

  /** The first item of the page: our page tokens are positions. */
  int pageStart() {
    try {
      return text("nextToken", ARN_LIMIT).map(Integer::parseUnsignedInt).orElse(0);
    } catch (NumberFormatException notOurs) {
      throw new ApiFault("InvalidToken", "Invalid Token: 'Invalid token'");
    }
  }

  boolean flag(String field) {
    return body.path(field).asBoolean(false);
  }
}
