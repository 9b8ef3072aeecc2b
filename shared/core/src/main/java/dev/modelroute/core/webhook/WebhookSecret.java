package dev.modelroute.core.webhook;

import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The secret that an endpoint's events are signed with: {@code whsec_} and base64 of 32 bytes.
 *
 * @param value the whole text, as the receiver keeps it
 */
public record WebhookSecret(String value) {
  private static final String PREFIX = "whsec_";
  private static final int KEY_BYTES = 32;

  public WebhookSecret {
    if (!value.startsWith(PREFIX) || decode(value).length != KEY_BYTES) {
      throw new IllegalArgumentException("not a webhook secret");
    }
  }

  /**
   * A new secret.
   *
   * @param random must be unpredictable in production
   */
  public static WebhookSecret generate(RandomGenerator random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
  }

  /** The 32 bytes behind the prefix: the key of the Standard Webhooks signature. */
  public byte[] key() {
    return decode(value);
  }

  private static byte[] decode(String value) {
    return Base64.getDecoder().decode(value.substring(PREFIX.length()));
  }

  /** Never the secret: records end up in messages. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
