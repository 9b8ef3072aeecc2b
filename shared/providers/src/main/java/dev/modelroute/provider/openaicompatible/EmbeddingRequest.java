package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.provider.http.FixedFields;

/** Writes a canonical embeddings input in the dialect's words. */
final class EmbeddingRequest {
  private EmbeddingRequest() {}

  static JsonObject of(String model, Route route, CanonicalInput input) {
    JsonObject body =
        JsonObject.builder()
            .put("model", model)
            .putIfPresent("input", input.fields().get("input"))
            .put("encoding_format", "float")
            .putIfPresent("dimensions", input.fields().get("dimensions"))
            .build();
    return FixedFields.apply(body, route.fixed());
  }
}
