package dev.modelroute.provider.gemini;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.provider.http.FixedFields;
import dev.modelroute.provider.media.InlineFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a canonical image or image edit input in the words of generateContent. */
final class PictureRequest {
  private PictureRequest() {}

  static JsonObject of(Route route, CanonicalInput input) {
    JsonObject fields = input.fields();
    List<Json> parts = new ArrayList<>();
    InlineFiles.list(input, "images").forEach(image -> parts.add(Contents.picture(image)));
    fields.string("prompt").ifPresent(prompt -> parts.add(Contents.text(prompt)));
    Optional<JsonObject> shape =
        fields
            .get("aspect_ratio")
            .map(ratio -> JsonObject.builder().put("aspectRatio", ratio).build());
    JsonObject config =
        JsonObject.builder()
            .put("responseModalities", JsonArray.of(Json.of("IMAGE")))
            .putIfPresent("imageConfig", shape)
            .putIfPresent("seed", fields.get("seed"))
            .build();
    JsonObject body =
        JsonObject.builder()
            .put("contents", JsonArray.of(Contents.turn("user", new JsonArray(parts))))
            .put("generationConfig", config)
            .build();
    return FixedFields.apply(body, route.fixed());
  }
}
