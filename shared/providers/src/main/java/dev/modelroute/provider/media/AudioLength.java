package dev.modelroute.provider.media;

import dev.modelroute.core.file.ContentTypes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** How long a recording is, as its bytes say. Containers of video are not looked into. */
public final class AudioLength {
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int OPUS_HERTZ = 48_000;
  private static final int OGG_HEADER = 27;
  private static final long MAX_SECONDS = 1_000_000;

  private AudioLength() {}

  /**
   * @param contentType as taken from the bytes
   * @return empty when the type is not known here or the bytes make no sense
   */
  public static Optional<Duration> of(String contentType, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (contentType) {
      case ContentTypes.WAV -> wav(buffer);
      case ContentTypes.FLAC -> flac(buffer);
      case ContentTypes.OGG -> ogg(buffer);
      case ContentTypes.MP3 -> Mp3Length.of(bytes);
      default -> Optional.empty();
    };
  }

  /** Headerless samples: 16 bits, one channel. */
  public static Duration ofSamples(long byteCount, int hertz) {
    return units(byteCount / 2, hertz).orElse(Duration.ZERO);
  }

  /** A count of samples at a rate. */
  static Optional<Duration> units(long samples, long hertz) {
    return hertz <= 0 || samples <= 0 || samples / hertz > MAX_SECONDS
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.ceilDiv(samples * 1000, hertz)));
  }

  private static Optional<Duration> wav(ByteBuffer file) {
    long bytesPerSecond = 0;
    long at = RIFF_HEADER;
    while (at + CHUNK_HEADER <= file.limit()) {
      int start = (int) at + CHUNK_HEADER;
      long length = Integer.toUnsignedLong(file.getInt((int) at + 4));
      String chunk = tag(file, (int) at);
      if (chunk.equals("fmt ") && start + 12 <= file.limit()) {
        bytesPerSecond = Integer.toUnsignedLong(file.getInt(start + 8));
      }
      if (chunk.equals("data")) {
        // A stream written without knowing its end promises more than there is.
        return units(Math.min(length, file.limit() - (long) start), bytesPerSecond);
      }
      at = start + length + (length & 1);
    }
    return Optional.empty();
  }

  private static Optional<Duration> flac(ByteBuffer file) {
    if (file.limit() < 26) {
      return Optional.empty();
    }
    file.order(ByteOrder.BIG_ENDIAN);
    long facts = file.getLong(18);
    return units(facts & 0xF_FFFF_FFFFL, facts >>> 44);
  }

  /** The position of the last page, in samples. */
  private static Optional<Duration> ogg(ByteBuffer file) {
    long hertz = oggHertz(file);
    for (int at = file.limit() - OGG_HEADER; at >= 0; at--) {
      if (file.get(at) == 'O' && tag(file, at).equals("OggS")) {
        long position = file.getLong(at + 6);
        if (position > 0) {
          return units(position, hertz);
        }
      }
    }
    return Optional.empty();
  }

  private static long oggHertz(ByteBuffer file) {
    int packet = OGG_HEADER + 1;
    if (file.limit() < packet + 16) {
      return 0;
    }
    return tag(file, packet).equals("Opus")
        ? OPUS_HERTZ
        : Integer.toUnsignedLong(file.getInt(packet + 12));
  }

  private static String tag(ByteBuffer file, int at) {
    byte[] tag = new byte[4];
    file.get(at, tag);
    return new String(tag, StandardCharsets.ISO_8859_1);
  }
}
