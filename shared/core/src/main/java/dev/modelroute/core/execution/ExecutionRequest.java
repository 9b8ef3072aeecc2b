package dev.modelroute.core.execution;

import dev.modelroute.core.catalog.Quote;
import dev.modelroute.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for; fixed at accept.
 *
 * @param input canonical input, checked against the model's schema
 * @param metadata at most 16 pairs, the caller's own
 * @param webhookUrl where this execution's events go besides the registered endpoints
 * @param timeout from accept to expiry
 * @param quote the estimate, the hold and the prices in force, so that a later price change can't
 *     raise the charge
 */
public record ExecutionRequest(
    String model,
    JsonObject input,
    IdempotencyKey key,
    RequestFingerprint fingerprint,
    Map<String, String> metadata,
    @Nullable String webhookUrl,
    Duration timeout,
    @Nullable ExecutionId retryOf,
    Quote quote) {

  public ExecutionRequest {
    metadata = Map.copyOf(metadata);
  }
}
