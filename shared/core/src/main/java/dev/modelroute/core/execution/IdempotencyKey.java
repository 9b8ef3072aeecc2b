package dev.modelroute.core.execution;

import dev.modelroute.core.id.Digests;
import java.util.Optional;

/**
 * The caller's name for one request: 1–255 visible ASCII characters (0x21–0x7E), scoped to the
 * organisation.
 */
public record IdempotencyKey(String value) {
  public static final int MAX_LENGTH = 255;

  public IdempotencyKey {
    if (!isValid(value)) {
      throw new IllegalArgumentException("an idempotency key is 1 to 255 visible ASCII characters");
    }
  }

  public static Optional<IdempotencyKey> parse(String text) {
    return isValid(text) ? Optional.of(new IdempotencyKey(text)) : Optional.empty();
  }

  /** What rows are named by, so that a key never has to be escaped. */
  public String digest() {
    return Digests.sha256(value);
  }

  private static boolean isValid(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(character -> character >= 0x21 && character <= 0x7E);
  }
}
