package dev.modelroute.core.catalog;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import java.util.Optional;

/**
 * Whether a route makes pictures of an input's width and height: {@code {"min":256,"max":1440,
 * "multiple_of":32,"max_ratio":3,"max_pixels":…,"one_of":["1024x1024"]}}; each part may be absent.
 */
final class SizeRule {
  private SizeRule() {}

  static boolean accepts(Json rule, JsonObject input) {
    Optional<Long> width = input.whole("width");
    Optional<Long> height = input.whole("height");
    return rule instanceof JsonObject limits
        && width.isPresent()
        && height.isPresent()
        && accepts(limits, width.get(), height.get());
  }

  private static boolean accepts(JsonObject limits, long width, long height) {
    long longer = Math.max(width, height);
    long shorter = Math.min(width, height);
    Json size = Json.of(width + "x" + height);
    return limits.whole("min").map(min -> shorter >= min).orElse(true)
        && limits.whole("max").map(max -> longer <= max).orElse(true)
        && limits
            .whole("multiple_of")
            .map(step -> width % step == 0 && height % step == 0)
            .orElse(true)
        && limits.whole("max_ratio").map(ratio -> longer <= shorter * ratio).orElse(true)
        && limits.whole("max_pixels").map(most -> longer * shorter <= most).orElse(true)
        && limits.array("one_of").map(JsonArray::items).map(s -> s.contains(size)).orElse(true);
  }
}
