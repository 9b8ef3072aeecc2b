package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.EstimatedUsage;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.provider.http.FixedFields;
import dev.modelroute.provider.media.InlineFiles;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a canonical text input in the words of chat completions. */
final class ChatRequest {
  private final Route route;
  private final CanonicalInput input;

  private ChatRequest(Route route, CanonicalInput input) {
    this.route = route;
    this.input = input;
  }

  /**
   * @param model as this provider calls it here
   */
  static JsonObject of(Profile profile, String model, Route route, CanonicalInput input) {
    return new ChatRequest(route, input).body(profile, model);
  }

  private JsonObject body(Profile profile, String model) {
    JsonObject fields = input.fields();
    JsonObject body =
        JsonObject.builder()
            .put("model", model)
            .put("messages", messages(fields))
            .put("stream", false)
            .put(
                profile.tokenField(),
                fields.whole("max_output_tokens").orElse(EstimatedUsage.DEFAULT_OUTPUT_TOKENS))
            .putIfPresent("temperature", fields.get("temperature"))
            .putIfPresent("top_p", fields.get("top_p"))
            .putIfPresent("stop", fields.get("stop"))
            .putIfPresent(profile.seedField(), fields.get("seed"))
            .putIfPresent(
                "response_format",
                fields.object("response_format").flatMap(ChatRequest::responseFormat))
            .build();
    return FixedFields.apply(body, route.fixed());
  }

  private JsonArray messages(JsonObject fields) {
    return fields.array("messages").orElse(JsonArray.EMPTY).items().stream()
        .map(message -> message instanceof JsonObject object ? message(object) : message)
        .collect(JsonArray.collector());
  }

  private Json message(JsonObject message) {
    Optional<JsonArray> parts = message.array("content");
    if (parts.isEmpty()) {
      return message;
    }
    boolean user = message.string("role").filter("user"::equals).isPresent();
    return message.with("content", user ? parts(parts.get()) : joined(parts.get()));
  }

  private JsonArray parts(JsonArray parts) {
    return parts.items().stream()
        .map(part -> part instanceof JsonObject object ? part(object) : part)
        .collect(JsonArray.collector());
  }

  /** Hosts of the dialect take parts from users; not all of them do from the others. */
  private static Json joined(JsonArray parts) {
    return Json.of(
        parts.items().stream()
            .filter(JsonObject.class::isInstance)
            .map(part -> ((JsonObject) part).string("text").orElse(""))
            .collect(Collectors.joining("\n")));
  }

  private JsonObject part(JsonObject part) {
    Optional<String> text = part.string("text");
    if (text.isPresent()) {
      return JsonObject.builder().put("type", "text").put("text", text.get()).build();
    }
    InputFile file =
        part.get("file_id")
            .flatMap(reference -> InlineFiles.find(input, reference))
            .orElseThrow(() -> new IllegalStateException("a file of the input was not resolved"));
    String address =
        InlineFiles.link(route, file).map(URI::toString).orElseGet(() -> InlineFiles.dataUrl(file));
    return JsonObject.builder()
        .put("type", "image_url")
        .put("image_url", JsonObject.builder().put("url", address).build())
        .build();
  }

  private static Optional<Json> responseFormat(JsonObject format) {
    return switch (format.string("type").orElse("text")) {
      case "json" -> Optional.of(JsonObject.builder().put("type", "json_object").build());
      case "json_schema" -> {
        JsonObject schema = format.object("schema").orElse(JsonObject.EMPTY);
        yield Optional.of(
            JsonObject.builder()
                .put("type", "json_schema")
                .put(
                    "json_schema",
                    JsonObject.builder()
                        .put("name", "response")
                        .put("schema", schema)
                        .put("strict", StrictSchema.qualifies(schema))
                        .build())
                .build());
      }
      default -> Optional.empty();
    };
  }
}
