package dev.modelroute.core.file;

import dev.modelroute.core.id.IdText;
import java.util.Optional;
import java.util.UUID;

/** Opaque reference of a stored file, the only way a caller ever names one: {@code file_<uuid>}. */
public record FileRef(String value) {
  private static final String PREFIX = "file";

  public FileRef {
    IdText.require(PREFIX, value);
  }

  public static FileRef of(UUID uuid) {
    return new FileRef(IdText.of(PREFIX, uuid));
  }

  /** The id when the text has its form, else empty. */
  public static Optional<FileRef> parse(String text) {
    return IdText.matches(PREFIX, text) ? Optional.of(new FileRef(text)) : Optional.empty();
  }

  /** The text of the id with this UUID, which may be none. */
  static String ofUuid(String uuid) {
    return PREFIX + "_" + uuid;
  }

  /** The id without its prefix, as object keys hold it. */
  public String uuid() {
    return value.substring(PREFIX.length() + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
