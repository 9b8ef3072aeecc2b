package dev.modelroute.provider.simulator;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.RawCallback;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * Signs and checks callbacks in the Standard Webhooks way: HMAC-SHA256 over {@code
 * id.timestamp.body}, base64, marked {@code v1}.
 */
final class CallbackSignature {
  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int MAX_SIGNATURES = 8;
  private static final String MARK = "v1,";

  private final byte[] secret;

  CallbackSignature(byte[] secret) {
    this.secret = secret.clone();
  }

  Map<String, String> headers(String id, Instant at, byte[] body) {
    String timestamp = Long.toString(at.getEpochSecond());
    return Map.of(
        "content-type",
        "application/json",
        ID,
        id,
        TIMESTAMP,
        timestamp,
        SIGNATURE,
        MARK + sign(id, timestamp, body));
  }

  CallbackCheck check(RawCallback callback, Instant now) {
    String id = callback.header(ID).orElse("");
    String timestamp = callback.header(TIMESTAMP).orElse("");
    if (id.isEmpty() || !timestamp.matches("[0-9]{1,12}") || !isRecent(timestamp, now)) {
      return CallbackCheck.FORGED;
    }
    byte[] expected =
        (MARK + sign(id, timestamp, callback.body())).getBytes(StandardCharsets.UTF_8);
    String[] given = callback.header(SIGNATURE).orElse("").split(" ", MAX_SIGNATURES + 1);
    for (int i = 0; i < Math.min(given.length, MAX_SIGNATURES); i++) {
      if (MessageDigest.isEqual(expected, given[i].getBytes(StandardCharsets.UTF_8))) {
        return CallbackCheck.TRUSTED;
      }
    }
    return CallbackCheck.FORGED;
  }

  private static boolean isRecent(String timestamp, Instant now) {
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
  }

  private String sign(String id, String timestamp, byte[] body) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    message.writeBytes(body);
    byte[] code = HexFormat.of().parseHex(Digests.hmacSha256(secret, message.toByteArray()));
    return Base64.getEncoder().encodeToString(code);
  }
}
