package dev.modelroute.core.identity;

import dev.modelroute.core.id.IdText;
import java.util.Optional;
import java.util.UUID;

/** Id of an API key, safe to log and to show: {@code key_<uuid>}. */
public record KeyId(String value) {
  private static final String PREFIX = "key";

  public KeyId {
    IdText.require(PREFIX, value);
  }

  public static KeyId of(UUID uuid) {
    return new KeyId(IdText.of(PREFIX, uuid));
  }

  /** The id when the text has its form, else empty. */
  public static Optional<KeyId> parse(String text) {
    return IdText.matches(PREFIX, text) ? Optional.of(new KeyId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
