package dev.modelroute.core.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of one POST. */
final class AttemptHeaders {
  private static final String USER_AGENT = "ModelRoute-Webhooks/1.0";

  private AttemptHeaders() {}

  /** Where an attempt goes. */
  record Target(String url, Map<String, String> headers, SigningSecrets secrets) {}

  /** Ours come last: an endpoint's own headers can't replace them, however they got there. */
  static Map<String, String> of(EventId event, Target target, byte[] body, Instant now) {
    var headers = new LinkedHashMap<String, String>();
    target
        .headers()
        .forEach((name, value) -> {
          if (!CustomHeaders.reserved(name)) {
            headers.put(name, value);
          }
        });
    headers.put("User-Agent", USER_AGENT);
    headers.put("Content-Type", "application/json");
    headers.putAll(WebhookSignature.headers(event, now, body, target.secrets().liveAt(now)));
    return headers;
  }
}
