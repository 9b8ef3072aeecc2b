package dev.modelroute.core.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells a file's content type from its first bytes, whatever anybody called it. Where a format has
 * more than a marker (a first chunk, a header length, a second frame), that must be right too, so
 * that a marker glued before something else is not believed.
 *
 * <p>HTML, SVG and other XML are {@code text/plain}: no type that a browser would run comes out of
 * here.
 */
public final class MagicBytes {
  /** How much of a file is looked at. */
  public static final int HEAD_BYTES = 4096;

  /** Sizes of a bitmap's second header: the one of OS/2, and those of Windows. */
  private static final Set<Long> BMP_HEADER_BYTES = Set.of(12L, 40L, 52L, 56L, 108L, 124L);

  private static final List<Function<Head, Optional<String>>> FORMATS =
      List.of(
          MagicBytes::image,
          MagicBytes::document,
          Containers::riff,
          Containers::isoMedia,
          Containers::matroska,
          Containers::ogg,
          AudioFrames::detect,
          TextBytes::detect);

  private MagicBytes() {}

  /**
   * The content type.
   *
   * @param start the file from its first byte, whole or cut anywhere after {@link #HEAD_BYTES}
   */
  public static String detect(byte[] start) {
    Head head = new Head(Arrays.copyOf(start, Math.min(start.length, HEAD_BYTES)));
    return FORMATS.stream()
        .map(format -> format.apply(head))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(ContentTypes.UNKNOWN);
  }

  private static Optional<String> image(Head head) {
    if (head.text(0, "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR") && head.length() >= 33) {
      return Optional.of(ContentTypes.PNG);
    }
    if (isJpeg(head)) {
      return Optional.of(ContentTypes.JPEG);
    }
    if ((head.text(0, "GIF87a") || head.text(0, "GIF89a")) && head.length() >= 13) {
      return Optional.of(ContentTypes.GIF);
    }
    if (isBmp(head)) {
      return Optional.of(ContentTypes.BMP);
    }
    return isTiff(head) ? Optional.of(ContentTypes.TIFF) : Optional.empty();
  }

  private static boolean isJpeg(Head head) {
    // Start of image, then the marker of a segment with its length.
    return head.text(0, "\u00ff\u00d8\u00ff")
        && head.u8(3) >= 0xC0
        && head.u8(3) != 0xFF
        && head.u16(4) >= 2;
  }

  private static boolean isBmp(Head head) {
    if (!head.text(0, "BM") || head.u32Little(6) != 0) {
      return false;
    }
    return BMP_HEADER_BYTES.contains(head.u32Little(14));
  }

  private static boolean isTiff(Head head) {
    boolean little = head.text(0, "II*\0") && head.u32Little(4) >= 8;
    boolean big = head.text(0, "MM\0*") && head.u32(4) >= 8;
    return little || big;
  }

  private static Optional<String> document(Head head) {
    if (head.text(0, "%PDF-") && head.u8(5) >= '0' && head.u8(5) <= '9') {
      return Optional.of(ContentTypes.PDF);
    }
    if (isZip(head)) {
      return Optional.of(ContentTypes.ZIP);
    }
    boolean glb = head.text(0, "glTF") && head.u32Little(4) == 2 && head.u32Little(8) >= 12;
    return glb ? Optional.of(ContentTypes.GLB) : Optional.empty();
  }

  /** Its first entry, or the end of an empty one. */
  private static boolean isZip(Head head) {
    boolean entry = head.text(0, "PK\3\4") && head.length() >= 30;
    return entry || (head.text(0, "PK\5\6") && head.length() >= 22);
  }
}
