package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.HttpReply;
import dev.modelroute.provider.http.Reported;
import dev.modelroute.provider.http.Vectors;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads a reply of embeddings. */
final class EmbeddingReply {
  private final OpenAiErrors errors;

  EmbeddingReply(OpenAiErrors errors) {
    this.errors = errors;
  }

  ProviderResult read(ProviderRequest request, HttpReply reply) {
    return switch (JsonAnswer.of(errors, reply)) {
      case JsonAnswer.Failure(AttemptFailure failure) -> new ProviderResult.Failed(failure);
      case JsonAnswer.Body(JsonObject body) -> read(request, body);
    };
  }

  private ProviderResult read(ProviderRequest request, JsonObject body) {
    JsonArray texts = request.body().array("input").orElse(JsonArray.EMPTY);
    // Answers keep the order of the texts by number, not always by place.
    List<Json> vectors =
        body.array("data").orElse(JsonArray.EMPTY).items().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .sorted(Comparator.comparingLong(item -> item.whole("index").orElse(0L)))
            .flatMap(item -> item.array("embedding").stream())
            .map(Json.class::cast)
            .toList();
    Optional<Vectors> read = Vectors.of(vectors, texts.items().size());
    long reported =
        body.object("usage").map(usage -> Reported.count(usage, "prompt_tokens")).orElse(0L);
    if (read.isEmpty() || reported == Reported.INVALID) {
      return new ProviderResult.Failed(
          errors.unusable(ErrorCode.GENERATION_FAILED, "not a vector for each text"));
    }
    long tokens = Vectors.tokens(texts, reported);
    return new ProviderResult.Succeeded(
        new ProviderOutput(
            read.get().canonical(tokens),
            List.of(),
            Usage.of(Dimension.INPUT_TOKEN, tokens),
            null));
  }
}
