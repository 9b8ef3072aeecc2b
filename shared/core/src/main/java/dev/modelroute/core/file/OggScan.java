package dev.modelroute.core.file;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Ogg: the last page says how many samples came before its end. Only the end of the file is kept,
 * as much as the largest page.
 */
final class OggScan implements DurationScan {
  private static final int LARGEST_PAGE = 65_307;
  private static final int OPUS_HERTZ = 48_000;
  private static final int HEADER_BYTES = 27;

  private final byte[] tail = new byte[2 * LARGEST_PAGE];
  private int filled;

  @Override
  public void accept(byte[] buffer, int length) {
    int count = Math.min(length, tail.length);
    int kept = Math.min(filled, tail.length - count);
    System.arraycopy(tail, filled - kept, tail, 0, kept);
    System.arraycopy(buffer, length - count, tail, kept, count);
    filled = kept + count;
  }

  @Override
  public Optional<Duration> duration(byte[] start, long sizeBytes) {
    Head first = new Head(start);
    int packet = HEADER_BYTES + Math.max(0, first.u8(26));
    boolean opus = first.text(packet, "OpusHead");
    long skipped = opus ? Math.max(0, first.u16Little(packet + 10)) : 0;
    long hertz = opus ? OPUS_HERTZ : hertz(first, packet);
    long samples = lastPosition(first.u32(14));
    return samples > 0 && hertz > 0
        ? DurationScan.of((double) (samples - skipped), hertz)
        : Optional.empty();
  }

  private static long hertz(Head head, int packet) {
    if (head.text(packet, "\1vorbis")) {
      return head.u32Little(packet + 12);
    }
    if (head.text(packet, "\u007fFLAC")) {
      // A FLAC stream within: its STREAMINFO after nine bytes of mapping, a marker and a header.
      return head.u32(packet + 27) >> 12;
    }
    return head.text(packet, "Speex   ") ? head.u32Little(packet + 36) : 0;
  }

  /** Of the last page of this stream that ends a packet; -1 where there is none. */
  private long lastPosition(long serial) {
    Head end = new Head(Arrays.copyOf(tail, filled));
    for (int at = filled - HEADER_BYTES; at >= 0; at--) {
      long high = end.u32Little(at + 10);
      boolean page = end.text(at, "OggS\0") && end.u32(at + 14) == serial;
      if (page && high >= 0 && high < 0x8000_0000L) {
        return high << 32 | end.u32Little(at + 6);
      }
    }
    return -1;
  }
}
