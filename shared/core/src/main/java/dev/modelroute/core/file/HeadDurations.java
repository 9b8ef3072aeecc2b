package dev.modelroute.core.file;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Durations of formats whose first bytes tell them, or give enough to reckon them from the size.
 */
final class HeadDurations {
  /** Most chunks of a WAV file walked through before its data. */
  private static final int MAX_CHUNKS = 64;

  /** Frames that an estimate is made from. */
  private static final int MAX_FRAMES = 500;

  private static final long UNKNOWN_LENGTH = 0xFFFF_FFFFL;
  private static final int TAG_HEADER_BYTES = 10;
  private static final int HAS_FRAME_COUNT = 1;

  private HeadDurations() {}

  static Optional<Duration> wav(Head head, long sizeBytes) {
    long bytesPerSecond = -1;
    long at = 12;
    for (int chunk = 0; chunk < MAX_CHUNKS && at < head.length(); chunk++) {
      String name = head.tag((int) at);
      long length = head.u32Little((int) at + 4);
      if (name.equals("fmt ")) {
        bytesPerSecond = head.u32Little((int) at + 16);
      }
      if (name.equals("data")) {
        // A program that wrote to a pipe could not go back and fill the length in.
        boolean known = length > 0 && length < UNKNOWN_LENGTH;
        long there = sizeBytes - at - 8;
        double bytes = (double) (known ? Math.min(length, there) : there);
        return DurationScan.of(bytes, bytesPerSecond);
      }
      if (length < 0) {
        return Optional.empty();
      }
      at += 8 + length + length % 2;
    }
    return Optional.empty();
  }

  /** STREAMINFO, always the first block: 20 bits of rate, 8 of others, 36 of samples. */
  static Optional<Duration> flac(Head head, long sizeBytes) {
    long first = head.u32(18);
    long second = head.u32(22);
    if (first < 0 || second < 0) {
      return Optional.empty();
    }
    return DurationScan.of((double) ((first & 0xF) << 32 | second), first >> 12);
  }

  /**
   * By the frame count that encoders of varying rate write, else by the rate of the first frame.
   */
  static Optional<Duration> mp3(Head head, long sizeBytes) {
    int start = AudioFrames.hasTag(head) ? TAG_HEADER_BYTES + tagLength(head) : 0;
    @Nullable AudioFrame frame = AudioFrame.mp3(head, start);
    if (frame == null) {
      return Optional.empty();
    }
    int note = head.find("Xing", start, start + 40);
    if (note < 0) {
      note = head.find("Info", start, start + 40);
    }
    if (note >= 0 && (head.u32(note + 4) & HAS_FRAME_COUNT) != 0 && head.u32(note + 8) > 0) {
      return DurationScan.of((double) head.u32(note + 8) * frame.samples(), frame.hertz());
    }
    double frames = (double) (sizeBytes - start) / frame.lengthBytes();
    return DurationScan.of(frames * frame.samples(), frame.hertz());
  }

  private static int tagLength(Head head) {
    return head.u8(6) << 21 | head.u8(7) << 14 | head.u8(8) << 7 | head.u8(9);
  }

  /** ADTS has no count: an estimate from the mean length of the first frames. */
  static Optional<Duration> aac(Head head, long sizeBytes) {
    @Nullable AudioFrame first = AudioFrame.aac(head, 0);
    int at = 0;
    int frames = 0;
    for (@Nullable AudioFrame frame = first; frame != null && frames < MAX_FRAMES; frames++) {
      at += frame.lengthBytes();
      frame = AudioFrame.aac(head, at);
    }
    if (first == null) {
      return Optional.empty();
    }
    double estimate = (double) sizeBytes * frames / at;
    return DurationScan.of(estimate * first.samples(), first.hertz());
  }
}
