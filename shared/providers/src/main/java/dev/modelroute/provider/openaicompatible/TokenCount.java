package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.EstimatedUsage;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonNull;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.ProviderRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tokens of one answer, bounded: what a provider reports decides a charge.
 *
 * @param input cached ones inside
 * @param output reasoning inside; never over the cap that was sent
 */
record TokenCount(long input, long output, long cached) {
  /** More input than any model reads; a report above it is no count. */
  private static final long MAX_INPUT_TOKENS = 10_000_000;

  private static final long MAX_BYTES_PER_TOKEN = 4;
  private static final long INVALID = -1;

  /**
   * The reported count, or our own low one where none is reported; empty when the report is no
   * count: negative, fractional, not a number, beyond any model.
   */
  static Optional<TokenCount> of(JsonObject reply, ProviderRequest request, String text) {
    long cap = cap(request);
    Optional<JsonObject> usage = reply.object("usage");
    if (usage.isEmpty()) {
      // Nobody counted: a low guess at the output, and nothing for an input we cannot count.
      long bytes = text.getBytes(StandardCharsets.UTF_8).length;
      return Optional.of(
          new TokenCount(0, Math.min(Math.ceilDiv(bytes, MAX_BYTES_PER_TOKEN), cap), 0));
    }
    long input = count(usage.get(), "prompt_tokens");
    long output = count(usage.get(), "completion_tokens");
    long cached =
        usage.get().object("prompt_tokens_details").map(d -> count(d, "cached_tokens")).orElse(0L);
    if (input < 0 || output < 0 || cached < 0 || input > MAX_INPUT_TOKENS) {
      return Optional.empty();
    }
    return Optional.of(new TokenCount(input, Math.min(output, cap), Math.min(cached, input)));
  }

  private static long cap(ProviderRequest request) {
    long sent =
        request
            .body()
            .whole("max_completion_tokens")
            .or(() -> request.body().whole("max_tokens"))
            .orElse(EstimatedUsage.DEFAULT_OUTPUT_TOKENS);
    return Math.max(0, sent);
  }

  private static long count(JsonObject fields, String name) {
    Optional<Json> value = fields.get(name).filter(json -> !(json instanceof JsonNull));
    return value.isEmpty() ? 0 : fields.whole(name).orElse(INVALID);
  }
}
