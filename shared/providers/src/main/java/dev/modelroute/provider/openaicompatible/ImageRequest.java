package dev.modelroute.provider.openaicompatible;

import static java.util.Map.entry;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.provider.http.FixedFields;
import java.util.Map;
import java.util.Optional;

/** Writes a canonical image input in the words of image generations and edits. */
final class ImageRequest {
  /** About one megapixel each, sides in multiples of sixteen. */
  private static final Map<String, String> SIZES =
      Map.ofEntries(
          entry("1:1", "1024x1024"),
          entry("16:9", "1536x864"),
          entry("9:16", "864x1536"),
          entry("4:3", "1280x960"),
          entry("3:4", "960x1280"),
          entry("3:2", "1536x1024"),
          entry("2:3", "1024x1536"),
          entry("21:9", "1344x576"),
          entry("9:21", "576x1344"));

  private ImageRequest() {}

  static JsonObject of(Profile profile, String model, Route route, CanonicalInput input) {
    JsonObject fields = input.fields();
    JsonObject.Builder body =
        JsonObject.builder()
            .put("model", model)
            .putIfPresent("prompt", fields.get("prompt"))
            .putIfPresent("n", fields.get("count"))
            .putIfPresent("output_format", fields.get("output_format"));
    return FixedFields.apply(
        profile.imagesBySides() ? bySides(body, fields) : bySize(body, fields), route.fixed());
  }

  /** The pictures themselves are parts of the form. */
  static JsonObject edit(String model, Route route, CanonicalInput input) {
    JsonObject fields = input.fields();
    JsonObject body =
        JsonObject.builder()
            .put("model", model)
            .putIfPresent("prompt", fields.get("prompt"))
            .putIfPresent("output_format", fields.get("output_format"))
            .build();
    return FixedFields.apply(body, route.fixed());
  }

  private static JsonObject bySize(JsonObject.Builder body, JsonObject fields) {
    return body.putIfPresent("size", size(fields).map(Json::of))
        .putIfPresent("quality", fields.get("quality"))
        .build();
  }

  /** The form that models of the diffusion kind are served in. */
  private static JsonObject bySides(JsonObject.Builder body, JsonObject fields) {
    Optional<String[]> sides = size(fields).map(size -> size.split("x", 2));
    return body.putIfPresent("width", sides.map(side -> Json.of(Long.parseLong(side[0]))))
        .putIfPresent("height", sides.map(side -> Json.of(Long.parseLong(side[1]))))
        .putIfPresent("negative_prompt", fields.get("negative_prompt"))
        .putIfPresent("seed", fields.get("seed"))
        .putIfPresent("steps", fields.get("steps"))
        .putIfPresent("guidance_scale", fields.get("guidance"))
        .put("response_format", "base64")
        .build();
  }

  private static Optional<String> size(JsonObject fields) {
    Optional<Long> width = fields.whole("width");
    Optional<Long> height = fields.whole("height");
    return width.isPresent() && height.isPresent()
        ? Optional.of(width.get() + "x" + height.get())
        : fields.string("aspect_ratio").map(SIZES::get);
  }
}
