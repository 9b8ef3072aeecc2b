package dev.modelroute.core.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of one frame of MP3 or AAC, as it says of itself.
 *
 * @param lengthBytes to the next frame, header included
 * @param samples of each channel in it
 * @param hertz samples a second
 */
record AudioFrame(int lengthBytes, int samples, int hertz) {
  private static final List<Integer> KBITS_MPEG1 =
      List.of(0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320);
  private static final List<Integer> KBITS_MPEG2 =
      List.of(0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160);
  private static final List<Integer> HERTZ_MPEG1 = List.of(44_100, 48_000, 32_000);
  private static final List<Integer> HERTZ_AAC =
      List.of(
          96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
          8_000, 7_350);
  private static final int SAMPLES_MPEG1 = 1152;
  private static final int SAMPLES_MPEG2 = 576;
  private static final int SAMPLES_AAC = 1024;
  private static final int MPEG1 = 3;
  private static final int MPEG2 = 2;
  private static final int SHORTEST_ADTS = 7;

  /** The MPEG layer III frame at an offset; null when there is none. */
  static @Nullable AudioFrame mp3(Head head, int offset) {
    int version = head.u8(offset + 1) >> 3 & 3;
    boolean layerThree = head.u16(offset) >> 5 == 0x7FF && (head.u8(offset + 1) >> 1 & 3) == 1;
    int rate = head.u8(offset + 2);
    int kbitsIndex = rate >> 4;
    int hertzIndex = rate >> 2 & 3;
    if (!layerThree || version == 1 || rate < 0 || kbitsIndex == 15 || hertzIndex == 3) {
      return null;
    }
    int kbits = (version == MPEG1 ? KBITS_MPEG1 : KBITS_MPEG2).get(kbitsIndex);
    int hertz = HERTZ_MPEG1.get(hertzIndex) / halvings(version);
    int samples = version == MPEG1 ? SAMPLES_MPEG1 : SAMPLES_MPEG2;
    int padding = rate >> 1 & 1;
    return kbits == 0
        ? null
        : new AudioFrame(samples / 8 * 1000 * kbits / hertz + padding, samples, hertz);
  }

  private static int halvings(int version) {
    if (version == MPEG1) {
      return 1;
    }
    return version == MPEG2 ? 2 : 4;
  }

  /** The ADTS frame at an offset; null when there is none. */
  static @Nullable AudioFrame aac(Head head, int offset) {
    boolean sync = head.u16(offset) >> 4 == 0xFFF && (head.u8(offset + 1) & 6) == 0;
    int hertzIndex = head.u8(offset + 2) >> 2 & 15;
    if (!sync || hertzIndex >= HERTZ_AAC.size() || head.u8(offset + 5) < 0) {
      return null;
    }
    int length =
        (head.u8(offset + 3) & 3) << 11 | head.u8(offset + 4) << 3 | head.u8(offset + 5) >> 5;
    return length > SHORTEST_ADTS
        ? new AudioFrame(length, SAMPLES_AAC, HERTZ_AAC.get(hertzIndex))
        : null;
  }
}
