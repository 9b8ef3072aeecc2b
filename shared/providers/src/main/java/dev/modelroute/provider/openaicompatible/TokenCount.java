package dev.modelroute.provider.openaicompatible;

import dev.modelroute.core.catalog.EstimatedUsage;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.provider.http.Reported;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tokens of one answer, bounded: what a provider reports decides a charge.
 *
 * @param input cached ones inside
 * @param output reasoning inside; never over the cap that was sent
 */
record TokenCount(long input, long output, long cached) {
  private static final long MAX_BYTES_PER_TOKEN = 4;

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
    long input = Reported.count(usage.get(), "prompt_tokens");
    long output = Reported.count(usage.get(), "completion_tokens");
    long cached =
        usage
            .get()
            .object("prompt_tokens_details")
            .map(d -> Reported.count(d, "cached_tokens"))
            .orElse(0L);
    if (input < 0 || output < 0 || cached < 0 || input > Reported.MAX_INPUT_TOKENS) {
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
}
