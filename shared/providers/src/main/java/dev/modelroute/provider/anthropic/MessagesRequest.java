package dev.modelroute.provider.anthropic;

import dev.modelroute.core.catalog.EstimatedUsage;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.provider.http.FixedFields;
import dev.modelroute.provider.media.InlineFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a canonical text input in the words of messages. */
final class MessagesRequest {
  private static final String SYSTEM = "system";

  private final Route route;
  private final CanonicalInput input;

  private MessagesRequest(Route route, CanonicalInput input) {
    this.route = route;
    this.input = input;
  }

  static JsonObject of(Route route, CanonicalInput input) {
    return FixedFields.apply(new MessagesRequest(route, input).body(), route.fixed());
  }

  private JsonObject body() {
    JsonObject fields = input.fields();
    List<JsonObject> messages =
        fields.array("messages").orElse(JsonArray.EMPTY).items().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList();
    List<JsonObject> instructions = messages.stream().filter(MessagesRequest::isSystem).toList();
    List<Json> turns = new ArrayList<>();
    messages.stream().filter(each -> !isSystem(each)).map(this::turn).forEach(turns::add);
    if (turns.isEmpty() && !instructions.isEmpty()) {
      // Somebody has to speak: instructions alone become what the user says.
      turns.add(turn(instructions.getLast().with("role", Json.of("user"))));
      instructions = instructions.subList(0, instructions.size() - 1);
    }
    return JsonObject.builder()
        .put("model", route.id().model())
        .put(
            "max_tokens",
            fields.whole("max_output_tokens").orElse(EstimatedUsage.DEFAULT_OUTPUT_TOKENS))
        .putIfPresent(SYSTEM, system(instructions))
        .put("messages", new JsonArray(turns))
        .putIfPresent("temperature", fields.get("temperature"))
        .putIfPresent("top_p", fields.get("top_p"))
        .putIfPresent("stop_sequences", fields.get("stop"))
        .putIfPresent("output_config", fields.object("response_format").flatMap(this::format))
        .build();
  }

  private static boolean isSystem(JsonObject message) {
    return message.string("role").filter(SYSTEM::equals).isPresent();
  }

  private Optional<JsonArray> system(List<JsonObject> instructions) {
    List<Json> blocks =
        instructions.stream().flatMap(message -> blocks(message).items().stream()).toList();
    return blocks.isEmpty() ? Optional.empty() : Optional.of(new JsonArray(blocks));
  }

  private JsonObject turn(JsonObject message) {
    return JsonObject.builder()
        .putIfPresent("role", message.get("role"))
        .put("content", blocks(message))
        .build();
  }

  private JsonArray blocks(JsonObject message) {
    return switch (message.get("content").orElse(JsonArray.EMPTY)) {
      case JsonString(String text) -> JsonArray.of(text(text));
      case JsonArray(List<Json> parts) ->
          parts.stream()
              .filter(JsonObject.class::isInstance)
              .flatMap(part -> block((JsonObject) part).stream())
              .collect(JsonArray.collector());
      case Json ignored -> JsonArray.EMPTY;
    };
  }

  private Optional<Json> block(JsonObject part) {
    return part.string("text")
        .<Json>map(MessagesRequest::text)
        .or(() ->
            part.get("file_id")
                .flatMap(reference -> InlineFiles.find(input, reference))
                .map(this::picture));
  }

  private static JsonObject text(String text) {
    return JsonObject.builder().put("type", "text").put("text", text).build();
  }

  private Json picture(InputFile file) {
    JsonObject source =
        InlineFiles.link(route, file)
            .map(
                link -> JsonObject.builder().put("type", "url").put("url", link.toString()).build())
            .orElseGet(() ->
                JsonObject.builder()
                    .put("type", "base64")
                    .put("media_type", file.contentType())
                    .put("data", InlineFiles.base64(file))
                    .build());
    return JsonObject.builder().put("type", "image").put("source", source).build();
  }

  private Optional<JsonObject> format(JsonObject format) {
    return format
        .object("schema")
        .map(schema ->
            JsonObject.builder()
                .put(
                    "format",
                    JsonObject.builder().put("type", "json_schema").put("schema", schema).build())
                .build());
  }
}
