package dev.modelroute.provider.gemini;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.Reported;
import dev.modelroute.provider.http.Vectors;
import dev.modelroute.provider.http.Verdict;
import java.util.List;
import java.util.Optional;

/** Reads a reply of batchEmbedContents. */
final class EmbedReply {
  private final GeminiErrors errors;

  EmbedReply(GeminiErrors errors) {
    this.errors = errors;
  }

  ProviderResult read(ProviderRequest request, HttpReply reply) {
    Optional<JsonObject> body = reply.json();
    if (body.isEmpty()) {
      return new ProviderResult.Failed(errors.unreadable(reply));
    }
    if (body.get().object("error").isPresent()) {
      return new ProviderResult.Failed(errors.inside(reply.status(), body.get()));
    }
    JsonArray texts = texts(request);
    List<Json> rows =
        body.get().array("embeddings").orElse(JsonArray.EMPTY).items().stream()
            .filter(JsonObject.class::isInstance)
            .flatMap(item -> ((JsonObject) item).array("values").stream())
            .map(Json.class::cast)
            .toList();
    Optional<Vectors> vectors = Vectors.of(rows, texts.items().size());
    long reported =
        body.get()
            .object("usageMetadata")
            .map(usage -> Reported.count(usage, "promptTokenCount"))
            .orElse(0L);
    if (vectors.isEmpty() || reported == Reported.INVALID) {
      return new ProviderResult.Failed(errors.of(Verdict.UNUSABLE, "not a vector for each text"));
    }
    long tokens = Vectors.tokens(texts, reported);
    return new ProviderResult.Succeeded(
        new ProviderOutput(
            vectors.get().normalized().canonical(tokens),
            List.of(),
            Usage.of(Dimension.INPUT_TOKEN, tokens),
            null));
  }

  private static JsonArray texts(ProviderRequest request) {
    return request.body().array("requests").orElse(JsonArray.EMPTY).items().stream()
        .filter(JsonObject.class::isInstance)
        .flatMap(item -> ((JsonObject) item).object("content").stream())
        .flatMap(content -> content.array("parts").stream())
        .flatMap(parts -> parts.items().stream())
        .flatMap(part -> ((JsonObject) part).string("text").stream())
        .<Json>map(JsonString::new)
        .collect(JsonArray.collector());
  }
}
