package dev.modelroute.core.catalog;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
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

  private static final int BYTES_PER_TOKEN = 3;
  private static final int TOKENS_PER_MESSAGE = 8;
  private static final int TOKENS_PER_IMAGE = 4096;

  private EstimatedUsage() {}

  public static Usage of(Route route, JsonObject input) {
    Map<Dimension, Long> units = new EnumMap<>(Dimension.class);
    for (PriceRecord price : route.prices()) {
      units.put(price.dimension(), count(price.dimension(), input));
    }
    return new Usage(units);
  }

  private static long count(Dimension dimension, JsonObject input) {
    return switch (dimension) {
      case INPUT_TOKEN -> inputTokens(input);
      case OUTPUT_TOKEN -> input.whole("max_output_tokens").orElse(DEFAULT_OUTPUT_TOKENS);
      case OUTPUT_IMAGE, INPUT_MEGAPIXEL, OUTPUT_MEGAPIXEL -> input.whole("count").orElse(1L);
      case VIDEO_SECOND -> input.whole("duration_seconds").orElse(5L);
      case CHARACTER -> input.string("text").map(text -> (long) text.length()).orElse(0L);
      case SIMULATED_NANO -> simulatedCost(input).movePointRight(9).longValueExact();
      // Priced only together with another dimension that covers them.
      case CACHED_INPUT_TOKEN, INPUT_IMAGE_TOKEN, OUTPUT_IMAGE_TOKEN, AUDIO_SECOND, GPU_SECOND ->
          0L;
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

  private static long inputTokens(JsonObject input) {
    long tokens = 0;
    for (Json message : input.array("messages").orElse(JsonArray.EMPTY).items()) {
      tokens +=
          TOKENS_PER_MESSAGE + Math.ceilDiv(textBytes(message), BYTES_PER_TOKEN) + images(message);
    }
    return tokens
        + Math.ceilDiv(
            input.string("prompt").map(EstimatedUsage::bytes).orElse(0L), BYTES_PER_TOKEN);
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

  private static long images(Json message) {
    if (!(message instanceof JsonObject object)) {
      return 0;
    }
    return object.array("content").orElse(JsonArray.EMPTY).items().stream()
            .filter(part -> part instanceof JsonObject fields && fields.has("file_id"))
            .count()
        * TOKENS_PER_IMAGE;
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
