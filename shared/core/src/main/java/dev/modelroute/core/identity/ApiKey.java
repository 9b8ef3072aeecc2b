package dev.modelroute.core.identity;

import dev.modelroute.core.id.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The secret text of an API key: {@code sk_<64 lower-case hex>_<8 hex>}, 76 characters, the last
 * eight being the CRC32 of the 64 hex characters as ASCII. The checksum finds typing errors before
 * any store is read; it protects nothing.
 */
public final class ApiKey {
  public static final int LENGTH = 76;
  private static final String PREFIX = "sk_";
  private static final int SECRET_HEX = 64;
  private static final int SHOWN = 11;

  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /** A new key of 256 random bits. */
  public static ApiKey generate(RandomGenerator random) {
    byte[] secret = new byte[SECRET_HEX / 2];
    random.nextBytes(secret);
    String hex = HexFormat.of().formatHex(secret);
    return new ApiKey(PREFIX + hex + "_" + checksum(hex));
  }

  /** The key when form and checksum are right, else empty. Reads nothing. */
  public static Optional<ApiKey> parse(String text) {
    if (text.length() != LENGTH || !text.startsWith(PREFIX) || text.charAt(67) != '_') {
      return Optional.empty();
    }
    String hex = text.substring(3, 67);
    if (!hex.chars().allMatch(ApiKey::isLowerHex) || !text.substring(68).equals(checksum(hex))) {
      return Optional.empty();
    }
    return Optional.of(new ApiKey(text));
  }

  /**
   * HMAC-SHA-256 under a pepper kept apart from the rows; what rows are looked up by. Lower-case
   * hex.
   */
  public String digest(byte[] pepper) {
    return Digests.hmacSha256(pepper, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** {@code sk_} and eight characters: leaves 224 of the 256 bits to guess. */
  public String prefix() {
    return text.substring(0, SHOWN);
  }

  public String lastFour() {
    return text.substring(LENGTH - 4);
  }

  /** The secret itself, for the one answer that shows it. */
  public String reveal() {
    return text;
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "sk_…" + lastFour();
  }

  private static boolean isLowerHex(int character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }

  private static String checksum(String hex) {
    CRC32 crc = new CRC32();
    crc.update(hex.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
