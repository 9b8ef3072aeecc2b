package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.EstimatedUsage;
import dev.modelroute.core.catalog.FileMode;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    return withFixed(body);
  }

  /**
   * The route's own fields win; {@code null} there means that this model must not get the field.
   */
  private JsonObject withFixed(JsonObject body) {
    JsonObject result = body;
    for (var fixed : route.fixed().members().entrySet()) {
      result =
          fixed.getValue() instanceof JsonNull
              ? result.without(fixed.getKey())
              : result.with(fixed.getKey(), fixed.getValue());
    }
    return result;
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
    String reference = part.string("file_id").orElseThrow();
    @Nullable InputFile file = input.files().get(new FileRef(reference));
    if (file == null) {
      throw new IllegalStateException("a file of the input was not resolved");
    }
    return JsonObject.builder()
        .put("type", "image_url")
        .put("image_url", JsonObject.builder().put("url", address(file)).build())
        .build();
  }

  private String address(InputFile file) {
    @Nullable URI link = file.link();
    if (route.fileMode() == FileMode.LINK && link != null) {
      return link.toString();
    }
    try (InputStream bytes = file.content().open()) {
      return "data:"
          + file.contentType()
          + ";base64,"
          + Base64.getEncoder().encodeToString(bytes.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
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
