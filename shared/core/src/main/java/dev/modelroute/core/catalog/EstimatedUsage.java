package dev.modelroute.core.catalog;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.json.JsonWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * Units an input will use at most, counted from the input alone, for every dimension a route has a
 * price for.
 */
public final class EstimatedUsage {
  /** Output tokens when the input sets no cap; that cap is then sent. */
  public static final long DEFAULT_OUTPUT_TOKENS = 4096;

  /** What a simulated model costs when its input does not say: 0.04 USD. */
  public static final BigDecimal DEFAULT_SIMULATED_COST = new BigDecimal("0.04");

  /** Width and height of a picture whose input names no size. */
  private static final long DEFAULT_SIDE_PIXELS = 1024;

  private static final int BYTES_PER_TOKEN = 3;
  private static final int TOKENS_PER_MESSAGE = 8;
  private static final int CHARACTERS_PER_SPOKEN_SECOND = 10;

  private EstimatedUsage() {}

  /** Of an input without files to measure. */
  public static Usage of(Route route, JsonObject input) {
    return of(route, input, InputMeasure.NONE);
  }

  /**
   * @param measure of the input's files
   */
  public static Usage of(Route route, JsonObject input, InputMeasure measure) {
    Map<Dimension, Long> units = new EnumMap<>(Dimension.class);
    for (PriceRecord price : route.prices()) {
      long count = count(price, route.capabilities().allowances(), input, measure);
      units.merge(price.dimension(), count, Math::max);
    }
    return new Usage(units);
  }

  private static long count(
      PriceRecord price, Allowances allowances, JsonObject input, InputMeasure measure) {
    return switch (price.dimension()) {
      case INPUT_TOKEN ->
          inputTokens(input) + Math.multiplyExact(messageImages(input), allowances.imageTokens());
      case INPUT_IMAGE_TOKEN -> Math.multiplyExact(pictures(input), allowances.imageTokens());
      case OUTPUT_IMAGE_TOKEN -> Math.multiplyExact(outputs(input), allowances.outputImageTokens());
      case OUTPUT_TOKEN -> input.whole("max_output_tokens").orElse(DEFAULT_OUTPUT_TOKENS);
      case OUTPUT_IMAGE -> outputs(input);
      case OUTPUT_MEGAPIXEL -> Math.multiplyExact(outputs(input), pixels(price, input));
      case INPUT_MEGAPIXEL -> Math.multiplyExact(inputImages(input), pixels(price, input));
      case VIDEO_SECOND -> input.whole("duration_seconds").orElse(5L);
      case CHARACTER -> codePoints(input);
      case AUDIO_SECOND ->
          measure.audioSeconds() > 0
              ? measure.audioSeconds()
              : Math.ceilDiv(codePoints(input), CHARACTERS_PER_SPOKEN_SECOND);
      case GPU_SECOND -> allowances.gpuSeconds();
      case SIMULATED_NANO -> simulatedCost(input).movePointRight(9).longValueExact();
      // Priced only together with the input tokens that they are a part of.
      case CACHED_INPUT_TOKEN -> 0L;
    };
  }

  /** What a simulated model was told to cost, in USD, cut to whole nano-USD. */
  public static BigDecimal simulatedCost(JsonObject input) {
    return input
        .string("cost")
        .map(BigDecimal::new)
        .orElse(DEFAULT_SIMULATED_COST)
        .setScale(9, RoundingMode.DOWN);
  }

  private static long outputs(JsonObject input) {
    return input.whole("count").orElse(1L);
  }

  private static long inputImages(JsonObject input) {
    return Math.max(1, input.array("images").orElse(JsonArray.EMPTY).items().size());
  }

  /** Pixels of one picture, rounded up to whole units of the price as providers do. */
  private static long pixels(PriceRecord price, JsonObject input) {
    long width = input.whole("width").orElse(DEFAULT_SIDE_PIXELS);
    long height = input.whole("height").orElse(DEFAULT_SIDE_PIXELS);
    return Math.multiplyExact(
        Math.ceilDiv(Math.multiplyExact(width, height), price.unitSize()), price.unitSize());
  }

  private static long inputTokens(JsonObject input) {
    long tokens =
        tokens(
            input
                .string("prompt")
                .or(() -> input.string("text"))
                .map(EstimatedUsage::bytes)
                .orElse(0L));
    for (Json message : input.array("messages").orElse(JsonArray.EMPTY).items()) {
      tokens += TOKENS_PER_MESSAGE + tokens(textBytes(message));
    }
    for (Json text : input.array("input").orElse(JsonArray.EMPTY).items()) {
      tokens += text instanceof JsonString(String value) ? tokens(bytes(value)) : 0;
    }
    // A demanded shape travels as text in front of the messages.
    return tokens
        + input
            .object("response_format")
            .flatMap(format -> format.get("schema"))
            .map(schema -> tokens(JsonWriter.bytes(schema).length))
            .orElse(0L);
  }

  private static long tokens(long bytes) {
    return Math.ceilDiv(bytes, BYTES_PER_TOKEN);
  }

  private static long textBytes(Json message) {
    if (!(message instanceof JsonObject object)) {
      return 0;
    }
    long bytes = object.string("content").map(EstimatedUsage::bytes).orElse(0L);
    for (Json part : object.array("content").orElse(JsonArray.EMPTY).items()) {
      if (part instanceof JsonObject fields
          && fields.get("text").orElse(null) instanceof JsonString(String text)) {
        bytes += bytes(text);
      }
    }
    return bytes;
  }

  private static long messageImages(JsonObject input) {
    return input.array("messages").orElse(JsonArray.EMPTY).items().stream()
        .filter(JsonObject.class::isInstance)
        .flatMap(message -> ((JsonObject) message).array("content").stream())
        .flatMap(parts -> parts.items().stream())
        .filter(part -> part instanceof JsonObject fields && fields.has("file_id"))
        .count();
  }

  /** Pictures that are handed in to be changed, the mask among them. */
  private static long pictures(JsonObject input) {
    long images = input.array("images").map(array -> (long) array.items().size()).orElse(0L);
    return images + (input.has("image") ? 1 : 0) + (input.has("mask") ? 1 : 0);
  }

  private static long codePoints(JsonObject input) {
    return input
        .string("prompt")
        .or(() -> input.string("text"))
        .map(text -> (long) text.codePointCount(0, text.length()))
        .orElse(0L);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
