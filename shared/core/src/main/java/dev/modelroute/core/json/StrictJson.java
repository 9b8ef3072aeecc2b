package dev.modelroute.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly: UTF-8 only, no duplicate member names, no trailing tokens, no non-finite
 * numbers, exact decimals, bounded depth and number length. General mappers accept most of these
 * silently, and a fingerprint or a price taken from what they return would not be the caller's.
 */
public final class StrictJson {
  /** Deepest nesting accepted. */
  public static final int MAX_DEPTH = 100;

  /** Longest number, in characters. */
  public static final int MAX_NUMBER_LENGTH = 100;

  private static final int MAX_EXPONENT = 400;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private StrictJson() {}

  /** Reads one JSON value from UTF-8 bytes. */
  public static Json parse(byte[] utf8) throws MalformedJsonException {
    return parse(decode(utf8));
  }

  /** Reads one JSON value from text. */
  public static Json parse(String text) throws MalformedJsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new MalformedJsonException("The body is empty; a JSON value is expected.");
      }
      Json value = read(parser);
      if (parser.nextToken() != null) {
        throw new MalformedJsonException("There is text after the end of the JSON value.");
      }
      return value;
    } catch (IOException malformed) {
      // The parser's own message quotes input and class names; the caller gets a fixed sentence.
      throw new MalformedJsonException("The body is not valid JSON.");
    }
  }

  /** Reads one JSON object from UTF-8 bytes; any other value is malformed. */
  public static JsonObject parseObject(byte[] utf8) throws MalformedJsonException {
    if (parse(utf8) instanceof JsonObject object) {
      return object;
    }
    throw new MalformedJsonException("The body must be a JSON object.");
  }

  /**
   * Reads text this program wrote itself; anything malformed there is a fault, not an input error.
   */
  public static JsonObject trusted(String text) {
    try {
      if (parse(text) instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedJsonException malformed) {
      throw new IllegalStateException("stored JSON is malformed", malformed);
    }
    throw new IllegalStateException("stored JSON is no object");
  }

  private static String decode(byte[] utf8) throws MalformedJsonException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException malformed) {
      throw new MalformedJsonException("The body is not valid UTF-8.");
    }
  }

  private static Json read(JsonParser parser) throws IOException, MalformedJsonException {
    @Nullable JsonToken token = parser.currentToken();
    if (token == null) {
      throw new MalformedJsonException("The body is not valid JSON.");
    }
    return switch (token) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> new JsonString(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> readNumber(parser);
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> JsonNull.NULL;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new MalformedJsonException("The body is not valid JSON.");
    };
  }

  private static Json readNumber(JsonParser parser) throws IOException, MalformedJsonException {
    if (parser.getTextLength() > MAX_NUMBER_LENGTH) {
      throw new MalformedJsonException("A number is too long.");
    }
    BigDecimal value;
    try {
      value = parser.getDecimalValue();
    } catch (NumberFormatException exponentTooLong) {
      throw new MalformedJsonException("A number is out of range.");
    }
    // 1e999999999 is a few bytes here and gigabytes as soon as anyone writes it without exponent.
    if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT
        || Math.abs((long) value.scale()) > MAX_EXPONENT) {
      throw new MalformedJsonException("A number is out of range.");
    }
    return new JsonNumber(value);
  }

  private static Json readObject(JsonParser parser) throws IOException, MalformedJsonException {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, read(parser));
    }
    return new JsonObject(members);
  }

  private static Json readArray(JsonParser parser) throws IOException, MalformedJsonException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser));
    }
    return new JsonArray(items);
  }
}
