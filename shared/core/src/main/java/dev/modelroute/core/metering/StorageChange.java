package dev.modelroute.core.metering;

import dev.modelroute.core.file.StoredFile;
import java.time.Instant;
import java.util.Objects;

/**
 * Bytes that came or went, for the meter.
 *
 * @param bytes negative when they went
 * @param at since when; counted by whole seconds
 */
public record StorageChange(long bytes, Instant at) {

  /** A file that became READY. */
  public static StorageChange stored(StoredFile file) {
    return new StorageChange(file.sizeBytes(), storedAt(file));
  }

  /** A READY file that is removed. One swept late is not charged beyond its life. */
  public static StorageChange removed(StoredFile file, Instant now) {
    Instant end = now.isBefore(file.expiresAt()) ? now : file.expiresAt();
    Instant begin = storedAt(file);
    return new StorageChange(-file.sizeBytes(), end.isBefore(begin) ? begin : end);
  }

  private static Instant storedAt(StoredFile file) {
    return Objects.requireNonNull(file.storedAt(), "a file that is not READY holds no bytes");
  }
}
