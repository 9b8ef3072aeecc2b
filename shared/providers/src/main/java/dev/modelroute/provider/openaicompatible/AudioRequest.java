package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.provider.http.FixedFields;
import java.util.Optional;

/** Writes canonical speech and transcription inputs in the dialect's words. */
final class AudioRequest {
  /** What is made when the input does not say. */
  static final String DEFAULT_FORMAT = "mp3";

  private AudioRequest() {}

  static JsonObject speech(String model, Route route, CanonicalInput input) {
    JsonObject fields = input.fields();
    JsonObject body =
        JsonObject.builder()
            .put("model", model)
            .putIfPresent("input", fields.get("text"))
            .putIfPresent(
                "voice",
                fields
                    .string("voice")
                    .map(ours -> Json.of(route.capabilities().word("voice", ours))))
            .put("response_format", fields.string("output_format").orElse(DEFAULT_FORMAT))
            .putIfPresent("speed", fields.get("speed"))
            .putIfPresent("instructions", fields.get("instructions"))
            .build();
    return FixedFields.apply(body, route.fixed());
  }

  /** The recording itself is a part of the form. */
  static JsonObject transcription(String model, Route route, CanonicalInput input) {
    JsonObject fields = input.fields();
    JsonObject body =
        JsonObject.builder()
            .put("model", model)
            .putIfPresent("language", fields.get("language"))
            .putIfPresent("prompt", fields.get("prompt"))
            .putIfPresent("timestamp_granularities", granularities(route, fields))
            .build();
    return FixedFields.apply(body, route.fixed());
  }

  /** Only one format has times to choose from. */
  private static Optional<JsonArray> granularities(Route route, JsonObject fields) {
    return route.fixed().string("response_format").filter("verbose_json"::equals).isPresent()
        ? fields
            .string("timestamps")
            .filter(times -> times.equals("segment") || times.equals("word"))
            .map(times -> JsonArray.of(Json.of(times)))
        : Optional.empty();
  }
}
