package dev.modelroute.provider.gemini;

import dev.modelroute.core.catalog.EstimatedUsage;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.provider.http.FixedFields;
import java.util.ArrayList;
import java.util.List;

/** Writes a canonical text input in the words of generateContent. */
final class TextRequest {
  private TextRequest() {}

  static JsonObject of(Route route, CanonicalInput input) {
    List<Json> instructions = new ArrayList<>();
    List<Json> turns = new ArrayList<>();
    for (Json item : input.fields().array("messages").orElse(JsonArray.EMPTY).items()) {
      if (item instanceof JsonObject message) {
        JsonArray parts = Contents.parts(input, message);
        switch (message.string("role").orElse("")) {
          case "system" -> instructions.addAll(parts.items());
          case "assistant" -> turns.add(Contents.turn("model", parts));
          default -> turns.add(Contents.turn("user", parts));
        }
      }
    }
    if (turns.isEmpty() && !instructions.isEmpty()) {
      // Somebody has to speak: instructions alone become what the user says.
      turns.add(Contents.turn("user", new JsonArray(instructions)));
      instructions.clear();
    }
    JsonObject.Builder body = JsonObject.builder();
    if (!instructions.isEmpty()) {
      body.put(
          "systemInstruction",
          JsonObject.builder().put("parts", new JsonArray(instructions)).build());
    }
    body.put("contents", new JsonArray(turns)).put("generationConfig", config(input.fields()));
    return FixedFields.apply(body.build(), route.fixed());
  }

  private static JsonObject config(JsonObject fields) {
    JsonObject.Builder config =
        JsonObject.builder()
            .put(
                "maxOutputTokens",
                fields.whole("max_output_tokens").orElse(EstimatedUsage.DEFAULT_OUTPUT_TOKENS))
            .putIfPresent("temperature", fields.get("temperature"))
            .putIfPresent("topP", fields.get("top_p"))
            .putIfPresent("stopSequences", fields.get("stop"))
            .putIfPresent("seed", fields.get("seed"));
    JsonObject format = fields.object("response_format").orElse(JsonObject.EMPTY);
    if (format.string("type").filter(type -> type.startsWith("json")).isPresent()) {
      config
          .put("responseMimeType", "application/json")
          .putIfPresent("responseJsonSchema", format.object("schema"));
    }
    return config.build();
  }
}
