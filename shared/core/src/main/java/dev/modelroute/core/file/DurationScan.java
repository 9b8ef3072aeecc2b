package dev.modelroute.core.file;

import java.time.Duration;
import java.util.Optional;

/**
 * Finds how long sound and film last while their bytes pass by: from headers alone, wherever they
 * stand, without keeping more than a few kilobytes. What a header says is told, not checked.
 */
interface DurationScan {
  /** A longer one is nonsense. */
  Duration LONGEST = Duration.ofHours(1000);

  /** The next bytes of the file. */
  void accept(byte[] buffer, int length);

  /**
   * The duration, after the last byte; empty where no header tells it or it makes no sense.
   *
   * @param head the file's first bytes
   * @param sizeBytes the whole file's
   */
  Optional<Duration> duration(byte[] head, long sizeBytes);

  /** The scan for a type; of most types there is nothing to find. */
  static DurationScan of(String contentType) {
    return switch (contentType) {
      case ContentTypes.MP4, ContentTypes.MOV, ContentTypes.M4A -> new MovieScan();
      case ContentTypes.OGG -> new OggScan();
      case ContentTypes.WAV -> head(HeadDurations::wav);
      case ContentTypes.FLAC -> head(HeadDurations::flac);
      case ContentTypes.MP3 -> head(HeadDurations::mp3);
      case ContentTypes.AAC -> head(HeadDurations::aac);
      case ContentTypes.WEBM, ContentTypes.MKV -> head(MatroskaHeader::duration);
      default -> head((start, size) -> Optional.empty());
    };
  }

  /**
   * So many units of which some make a second; empty when that is nothing, or beyond {@link
   * #LONGEST}.
   */
  static Optional<Duration> of(double units, long unitsPerSecond) {
    double millis = units * 1000 / (double) unitsPerSecond;
    boolean sensible = millis >= 1 && millis <= (double) LONGEST.toMillis();
    return sensible ? Optional.of(Duration.ofMillis(Math.round(millis))) : Optional.empty();
  }

  private static DurationScan head(InHead format) {
    return new DurationScan() {
      @Override
      public void accept(byte[] buffer, int length) {}

      @Override
      public Optional<Duration> duration(byte[] head, long sizeBytes) {
        return format.read(new Head(head), sizeBytes);
      }
    };
  }

  /** A format whose first bytes tell all. */
  interface InHead {
    Optional<Duration> read(Head head, long sizeBytes);
  }
}
