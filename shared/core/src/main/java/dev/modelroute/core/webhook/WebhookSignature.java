package dev.modelroute.core.webhook;

import dev.modelroute.core.id.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The two header families that prove a delivery is ours: {@code X-Signature} and the triple of
 * Standard Webhooks 1.0.0. Both sign the timestamp of the attempt and the exact body.
 */
public final class WebhookSignature {
  public static final String SIGNATURE = "X-Signature";
  public static final String SIGNATURE_TIMESTAMP = "X-Signature-Timestamp";
  public static final String STANDARD_ID = "webhook-id";
  public static final String STANDARD_TIMESTAMP = "webhook-timestamp";
  public static final String STANDARD_SIGNATURE = "webhook-signature";

  private WebhookSignature() {}

  /**
   * The headers of one attempt.
   *
   * @param event the same over all attempts: the receiver's dedupe key
   * @param at when this attempt is made
   * @param secrets current first; {@code X-Signature} takes the first only
   */
  public static Map<String, String> headers(
      EventId event, Instant at, byte[] body, List<WebhookSecret> secrets) {
    String timestamp = Long.toString(at.getEpochSecond());
    var headers = new LinkedHashMap<String, String>();
    headers.put(SIGNATURE_TIMESTAMP, timestamp);
    headers.put(SIGNATURE, plain(secrets.getFirst(), timestamp, body));
    headers.put(STANDARD_ID, event.value());
    headers.put(STANDARD_TIMESTAMP, timestamp);
    headers.put(
        STANDARD_SIGNATURE,
        secrets.stream()
            .map(secret -> standard(secret, event, timestamp, body))
            .collect(Collectors.joining(" ")));
    return headers;
  }

  /** Hex; the key is the whole text of the secret, so that no receiver has to decode anything. */
  private static String plain(WebhookSecret secret, String timestamp, byte[] body) {
    return Digests.hmacSha256(
        secret.value().getBytes(StandardCharsets.UTF_8), joined(timestamp + ".", body));
  }

  private static String standard(
      WebhookSecret secret, EventId event, String timestamp, byte[] body) {
    String hex =
        Digests.hmacSha256(secret.key(), joined(event.value() + "." + timestamp + ".", body));
    return "v1," + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  private static byte[] joined(String head, byte[] body) {
    byte[] prefix = head.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[prefix.length + body.length];
    System.arraycopy(prefix, 0, all, 0, prefix.length);
    System.arraycopy(body, 0, all, prefix.length, body.length);
    return all;
  }
}
