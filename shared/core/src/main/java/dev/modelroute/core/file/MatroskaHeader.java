package dev.modelroute.core.file;

import java.time.Duration;
import java.util.Optional;

/**
 * Matroska and WebM: elements of an id, a length and content; the segment's Info tells the
 * duration. It stands before the data, within the first bytes.
 */
final class MatroskaHeader {
  private static final long SEGMENT = 0x1853_8067L;
  private static final long INFO = 0x1549_A966L;
  private static final long CLUSTER = 0x1F43_B675L;
  private static final long TIMESTAMP_SCALE = 0x2AD7_B1L;
  private static final long DURATION = 0x4489L;
  private static final double DEFAULT_SCALE_NANOS = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Most elements looked at. */
  private static final int MAX_ELEMENTS = 512;

  private final Head head;
  private int at;
  private double scaleNanos = DEFAULT_SCALE_NANOS;
  private double units;

  private MatroskaHeader(Head head) {
    this.head = head;
  }

  static Optional<Duration> duration(Head head, long sizeBytes) {
    MatroskaHeader header = new MatroskaHeader(head);
    header.walk();
    return DurationScan.of(header.units * header.scaleNanos, NANOS_PER_SECOND);
  }

  private void walk() {
    for (int element = 0; element < MAX_ELEMENTS && at < head.length(); element++) {
      long id = number(/* withMarker= */ true);
      long length = number(/* withMarker= */ false);
      if (id == CLUSTER || id < 0 || length < 0) {
        return;
      }
      boolean entered = id == SEGMENT || id == INFO;
      if (!entered) {
        take(id, (int) Math.min(length, Integer.MAX_VALUE));
        // Behind the end of the head nothing is read any more.
        at = (int) Math.min(at + length, head.length());
      }
    }
  }

  private void take(long id, int length) {
    if (id == TIMESTAMP_SCALE) {
      long scale = 0;
      for (int i = 0; i < Math.min(length, 7); i++) {
        scale = scale << 8 | Math.max(0, head.u8(at + i));
      }
      scaleNanos = (double) scale;
    } else if (id == DURATION && length == 4) {
      units = Float.intBitsToFloat((int) head.u32(at));
    } else if (id == DURATION && length == 8) {
      units = Double.longBitsToDouble(head.u32(at) << 32 | head.u32(at + 4));
    }
  }

  /** A number whose leading zero bits tell its length; -1 behind the end. */
  private long number(boolean withMarker) {
    int first = head.u8(at);
    if (first <= 0) {
      return -1;
    }
    int bytes = Integer.numberOfLeadingZeros(first) - 23;
    long value = withMarker ? first : first & (0xFF >> bytes);
    for (int i = 1; i < bytes; i++) {
      value = value << 8 | Math.max(0, head.u8(at + i));
    }
    at += bytes;
    return value;
  }
}
