package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON text to trees and back: exact numbers, no duplicate keys, nothing after the value. */
final class Json {

  /** Longest payload between states, in bytes of UTF-8. */
  static final int PAYLOAD_LIMIT_BYTES = 262_144;

  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /** Throws {@link JsonProcessingException} for text that is not exactly one JSON value. */
  static JsonNode parse(String text) throws JsonProcessingException {
    JsonNode node = MAPPER.readTree(text);
    if (node.isMissingNode()) {
      throw new EmptyTextException();
    }
    return node;
  }

  static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static boolean isTooLarge(String text) {
    // A char takes at most three bytes (a surrogate pair four), so short texts need no encoding.
    return text.length() > PAYLOAD_LIMIT_BYTES / 3
        && text.getBytes(StandardCharsets.UTF_8).length > PAYLOAD_LIMIT_BYTES;
  }

  private static final class EmptyTextException extends JsonProcessingException {
    EmptyTextException() {
      super("no JSON value");
    }
  }
}
