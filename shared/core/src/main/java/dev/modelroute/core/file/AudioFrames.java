package dev.modelroute.core.file;

import java.util.List;
import java.util.Optional;

/**
 * Audio without a container. MP3 and AAC have a sync word of eleven and twelve bits, too little to
 * believe: the next frame must stand where the first one says it does.
 */
final class AudioFrames {
  private static final List<Integer> KBITS_MPEG1 =
      List.of(0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320);
  private static final List<Integer> KBITS_MPEG2 =
      List.of(0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160);
  private static final List<Integer> HERTZ_MPEG1 = List.of(44_100, 48_000, 32_000);
  private static final int MPEG1 = 3;
  private static final int MPEG2 = 2;

  private AudioFrames() {}

  static Optional<String> detect(Head head) {
    if (head.text(0, "fLaC") && (head.u8(4) & 0x7F) == 0 && head.u8(7) == 34) {
      return Optional.of(ContentTypes.FLAC);
    }
    if (hasTag(head) || isFollowed(head, mp3FrameLength(head, 0), AudioFrames::mp3FrameLength)) {
      return Optional.of(ContentTypes.MP3);
    }
    boolean aac = isFollowed(head, aacFrameLength(head, 0), AudioFrames::aacFrameLength);
    return aac ? Optional.of(ContentTypes.AAC) : Optional.empty();
  }

  /** An ID3v2 tag: version 2 to 4, then a length of four bytes with the high bit clear. */
  private static boolean hasTag(Head head) {
    boolean tag = head.text(0, "ID3") && head.u8(3) >= 2 && head.u8(3) <= 4 && head.u8(4) != 0xFF;
    for (int at = 6; tag && at < 10; at++) {
      tag = head.u8(at) >= 0 && head.u8(at) < 0x80;
    }
    return tag;
  }

  private static boolean isFollowed(Head head, int length, FrameLength next) {
    return length > 0 && (length == head.length() || next.at(head, length) > 0);
  }

  /** Length of the MPEG layer III frame at an offset; 0 when there is none. */
  private static int mp3FrameLength(Head head, int offset) {
    int version = head.u8(offset + 1) >> 3 & 3;
    boolean layerThree = head.u16(offset) >> 5 == 0x7FF && (head.u8(offset + 1) >> 1 & 3) == 1;
    int rate = head.u8(offset + 2);
    int kbitsIndex = rate >> 4;
    int hertzIndex = rate >> 2 & 3;
    if (!layerThree || version == 1 || rate < 0 || kbitsIndex == 15 || hertzIndex == 3) {
      return 0;
    }
    int kbits = (version == MPEG1 ? KBITS_MPEG1 : KBITS_MPEG2).get(kbitsIndex);
    int hertz = HERTZ_MPEG1.get(hertzIndex) / halvings(version);
    int padding = rate >> 1 & 1;
    return kbits == 0 ? 0 : (version == MPEG1 ? 144_000 : 72_000) * kbits / hertz + padding;
  }

  private static int halvings(int version) {
    if (version == MPEG1) {
      return 1;
    }
    return version == MPEG2 ? 2 : 4;
  }

  /** Length of the ADTS frame at an offset; 0 when there is none. */
  private static int aacFrameLength(Head head, int offset) {
    boolean sync = head.u16(offset) >> 4 == 0xFFF && (head.u8(offset + 1) & 6) == 0;
    boolean rateKnown = (head.u8(offset + 2) >> 2 & 15) < 13;
    if (!sync || !rateKnown || head.u8(offset + 5) < 0) {
      return 0;
    }
    int length =
        (head.u8(offset + 3) & 3) << 11 | head.u8(offset + 4) << 3 | head.u8(offset + 5) >> 5;
    return length > 7 ? length : 0;
  }

  private interface FrameLength {
    int at(Head head, int offset);
  }
}
