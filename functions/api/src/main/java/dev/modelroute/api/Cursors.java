package dev.modelroute.api;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.Pepper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Positions in lists as callers get them: sealed for one list of one organisation, so that nobody
 * makes up a position, or carries one over. {@code base64url(16 bytes of HMAC-SHA-256 ‖ position)}.
 */
final class Cursors {
  private static final int SEAL_BYTES = 16;

  /** Longest cursor looked at, in characters. */
  private static final int MAX_LENGTH = 2_000;

  private final byte[] secret;

  Cursors(Pepper pepper) {
    // A key of its own, so that a seal never equals the digest of an API key.
    this.secret =
        HexFormat.of()
            .parseHex(
                Digests.hmacSha256(
                    pepper.bytes(), "list cursors".getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * @param scope the list and whose it is
   */
  String seal(String scope, String position) {
    byte[] text = position.getBytes(StandardCharsets.UTF_8);
    byte[] sealed =
        ByteBuffer.allocate(SEAL_BYTES + text.length).put(sealOf(scope, text)).put(text).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** The position; empty when the cursor is not one of ours for this scope. */
  Optional<String> open(String scope, String cursor) {
    if (cursor.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(cursor);
      if (sealed.length <= SEAL_BYTES) {
        return Optional.empty();
      }
      byte[] seal = Arrays.copyOf(sealed, SEAL_BYTES);
      byte[] text = Arrays.copyOfRange(sealed, SEAL_BYTES, sealed.length);
      return MessageDigest.isEqual(seal, sealOf(scope, text))
          ? Optional.of(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString())
          : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  private byte[] sealOf(String scope, byte[] position) {
    byte[] name = scope.getBytes(StandardCharsets.UTF_8);
    byte[] message =
        ByteBuffer.allocate(Integer.BYTES + name.length + position.length)
            .putInt(name.length)
            .put(name)
            .put(position)
            .array();
    return Arrays.copyOf(HexFormat.of().parseHex(Digests.hmacSha256(secret, message)), SEAL_BYTES);
  }
}
