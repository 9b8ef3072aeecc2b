package dev.modelroute.provider.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Adds up the frames of an MP3 file: with variable rates nothing else says how long it is. */
final class Mp3Length {
  private static final List<Integer> KBITS_ONE =
      List.of(0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0);
  private static final List<Integer> KBITS_TWO =
      List.of(0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0);
  private static final List<Integer> HERTZ = List.of(44_100, 48_000, 32_000, 0);
  private static final int ID3_HEADER = 10;

  private Mp3Length() {}

  static Optional<Duration> of(byte[] file) {
    long samples = 0;
    int hertz = 0;
    int at = afterTag(file);
    while (at + 4 <= file.length) {
      Frame frame = frame(file, at);
      if (frame.bytes() <= 0) {
        at++;
        continue;
      }
      samples += frame.samples();
      hertz = frame.hertz();
      at += frame.bytes();
    }
    return AudioLength.units(samples, hertz);
  }

  /** No frame where {@code bytes} is 0. */
  private record Frame(int bytes, int samples, int hertz) {
    static final Frame NONE = new Frame(0, 0, 0);
  }

  private static Frame frame(byte[] file, int at) {
    int version = file[at + 1] >> 3 & 3;
    if (!isLayerThree(file, at) || version == 1) {
      return Frame.NONE;
    }
    boolean one = version == 3;
    int kbits = (one ? KBITS_ONE : KBITS_TWO).get(file[at + 2] >> 4 & 15);
    int hertz = HERTZ.get(file[at + 2] >> 2 & 3) >> halvings(version);
    if (kbits == 0 || hertz == 0) {
      return Frame.NONE;
    }
    int samples = one ? 1152 : 576;
    return new Frame(samples / 8 * kbits * 1000 / hertz + (file[at + 2] >> 1 & 1), samples, hertz);
  }

  private static boolean isLayerThree(byte[] file, int at) {
    boolean sync = file[at] == (byte) 0xFF && (file[at + 1] & 0xE0) == 0xE0;
    return sync && (file[at + 1] >> 1 & 3) == 1;
  }

  /** Later versions have half the rates of the first, and the unofficial one a quarter. */
  private static int halvings(int version) {
    return switch (version) {
      case 3 -> 0;
      case 2 -> 1;
      default -> 2;
    };
  }

  private static int afterTag(byte[] file) {
    boolean tag = file.length > ID3_HEADER && file[0] == 'I' && file[1] == 'D' && file[2] == '3';
    return tag ? ID3_HEADER + sevenBits(file) : 0;
  }

  private static int sevenBits(byte[] file) {
    int length = 0;
    for (int at = 6; at < ID3_HEADER; at++) {
      length = (length << 7) | (file[at] & 127);
    }
    return length;
  }
}
