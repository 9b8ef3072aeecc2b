package dev.modelroute.provider.gemini;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.provider.media.InlineFiles;
import java.util.List;
import java.util.Optional;

/** Parts and turns as Gemini writes them. */
final class Contents {
  private Contents() {}

  static JsonObject turn(String role, JsonArray parts) {
    return JsonObject.builder().put("role", role).put("parts", parts).build();
  }

  static JsonObject text(String text) {
    return JsonObject.builder().put("text", text).build();
  }

  static JsonObject picture(InputFile file) {
    return JsonObject.builder()
        .put(
            "inlineData",
            JsonObject.builder()
                .put("mimeType", file.contentType())
                .put("data", InlineFiles.base64(file))
                .build())
        .build();
  }

  /** The parts of one canonical message. */
  static JsonArray parts(CanonicalInput input, JsonObject message) {
    return switch (message.get("content").orElse(JsonArray.EMPTY)) {
      case JsonString(String text) -> JsonArray.of(text(text));
      case JsonArray(List<Json> parts) ->
          parts.stream()
              .filter(JsonObject.class::isInstance)
              .flatMap(part -> part(input, (JsonObject) part).stream())
              .collect(JsonArray.collector());
      case Json ignored -> JsonArray.EMPTY;
    };
  }

  private static Optional<Json> part(CanonicalInput input, JsonObject part) {
    return part.string("text")
        .<Json>map(Contents::text)
        .or(() ->
            part.get("file_id")
                .flatMap(reference -> InlineFiles.find(input, reference))
                .map(Contents::picture));
  }
}
