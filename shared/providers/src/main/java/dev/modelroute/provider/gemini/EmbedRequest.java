package dev.modelroute.provider.gemini;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.provider.http.FixedFields;
import java.util.Optional;

/** Writes a canonical embeddings input in the words of batchEmbedContents: a request per text. */
final class EmbedRequest {
  private EmbedRequest() {}

  static JsonObject of(Route route, CanonicalInput input) {
    JsonArray requests =
        input.fields().array("input").orElse(JsonArray.EMPTY).items().stream()
            .filter(JsonString.class::isInstance)
            .map(text -> request(route, input.fields(), ((JsonString) text).value()))
            .collect(JsonArray.collector());
    return JsonObject.builder().put("requests", requests).build();
  }

  private static Json request(Route route, JsonObject fields, String text) {
    JsonObject request =
        JsonObject.builder()
            .put("model", "models/" + route.id().model())
            .put(
                "content",
                JsonObject.builder().put("parts", JsonArray.of(Contents.text(text))).build())
            .putIfPresent("taskType", fields.string("purpose").flatMap(EmbedRequest::task))
            .putIfPresent("outputDimensionality", fields.get("dimensions"))
            .build();
    return FixedFields.apply(request, route.fixed());
  }

  private static Optional<Json> task(String purpose) {
    return switch (purpose) {
      case "document" -> Optional.of(Json.of("RETRIEVAL_DOCUMENT"));
      case "query" -> Optional.of(Json.of("RETRIEVAL_QUERY"));
      case "classification" -> Optional.of(Json.of("CLASSIFICATION"));
      case "clustering" -> Optional.of(Json.of("CLUSTERING"));
      default -> Optional.empty();
    };
  }
}
