import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies webhooks of ModelRoute. Java 17 or newer, nothing to install.
 *
 * <pre>{@code
 * if (!Verify.standardWebhook(body, headers, secret, Instant.now())) {
 *   return 400;
 * }
 * }</pre>
 *
 * {@code body} is the exact bytes of the request, before any JSON parsing; {@code headers} are its headers, names in
 * any case; {@code secret} is the endpoint's secret, {@code whsec_} and all; {@code now} is the present time. Check one
 * of the two families; both prove the same.
 */
public final class Verify {
  private static final long TOLERANCE_SECONDS = 300;

  private Verify() {}

  /** Checks webhook-id, webhook-timestamp and webhook-signature (Standard Webhooks 1.0.0). */
  public static boolean standardWebhook(byte[] body, Map<String, String> headers, String secret, Instant now) {
    Map<String, String> given = ignoringCase(headers);
    String id = given.getOrDefault("webhook-id", "");
    String timestamp = given.getOrDefault("webhook-timestamp", "");
    if (id.isEmpty() || !isRecent(timestamp, now)) {
      return false;
    }
    byte[] key = Base64.getDecoder().decode(secret.startsWith("whsec_") ? secret.substring(6) : secret);
    String expected = Base64.getEncoder().encodeToString(hmac(key, id + "." + timestamp + ".", body));
    // Several signatures, by a space, while the secret is rotated: any of them will do.
    boolean good = false;
    for (String signature : given.getOrDefault("webhook-signature", "").split(" ")) {
      good |= signature.startsWith("v1,") && isEqual(signature.substring(3), expected);
    }
    return good;
  }

  /** Checks X-Signature and X-Signature-Timestamp. While the secret is rotated, only the new one passes. */
  public static boolean xSignature(byte[] body, Map<String, String> headers, String secret, Instant now) {
    Map<String, String> given = ignoringCase(headers);
    String timestamp = given.getOrDefault("x-signature-timestamp", "");
    if (!isRecent(timestamp, now)) {
      return false;
    }
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    String expected = HexFormat.of().formatHex(hmac(key, timestamp + ".", body));
    return isEqual(given.getOrDefault("x-signature", ""), expected);
  }

  private static Map<String, String> ignoringCase(Map<String, String> headers) {
    Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given.putAll(headers);
    return given;
  }

  /** An old request with a good signature is a replay. */
  private static boolean isRecent(String timestamp, Instant now) {
    return timestamp.matches("[0-9]{1,12}")
        && Math.abs(now.getEpochSecond() - Long.parseLong(timestamp)) <= TOLERANCE_SECONDS;
  }

  private static byte[] hmac(byte[] key, String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Takes as long for a wrong first character as for a wrong last one. */
  private static boolean isEqual(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
