package dev.modelroute.core.file;

import java.util.Optional;

/**
 * Width and height of a raster image as its header states them, in pixels. Nothing is decoded, so
 * the size of what the header promises costs nothing; who decodes must cap the pixels.
 */
public record ImageHeader(int width, int height) {
  /** Most bytes of a file ever looked at; in photographs, metadata come before the size. */
  public static final int HEAD_BYTES = 256 * 1024;

  /** A longer side is nonsense, not an image. */
  public static final int MAX_SIDE = 1_000_000;

  /** Most bytes of AVIF and HEIC searched for {@link #SPATIAL_EXTENTS}. */
  private static final int MAX_PROPERTIES_BYTES = 16 * 1024;

  private static final int TIFF_WIDTH = 256;
  private static final int TIFF_HEIGHT = 257;
  private static final String SPATIAL_EXTENTS = "ispe";

  /** Most segments of a JPEG walked through. */
  private static final int MAX_SEGMENTS = 256;

  /**
   * The size, when the header is there and makes sense.
   *
   * @param contentType from {@link MagicBytes}
   * @param start the file from its first byte; at most {@link #HEAD_BYTES} are looked at
   */
  public static Optional<ImageHeader> read(String contentType, byte[] start) {
    Head head = new Head(start);
    return switch (contentType) {
      case ContentTypes.PNG -> of(head.u32(16), head.u32(20));
      case ContentTypes.GIF -> of(head.u16Little(6), head.u16Little(8));
      case ContentTypes.JPEG -> jpeg(head);
      case ContentTypes.WEBP -> webp(head);
      case ContentTypes.BMP -> bmp(head);
      case ContentTypes.TIFF -> tiff(head);
      case ContentTypes.AVIF, ContentTypes.HEIC -> isoImage(head);
      default -> Optional.empty();
    };
  }

  private static Optional<ImageHeader> of(long width, long height) {
    boolean sensible = width >= 1 && width <= MAX_SIDE && height >= 1 && height <= MAX_SIDE;
    return sensible ? Optional.of(new ImageHeader((int) width, (int) height)) : Optional.empty();
  }

  private static Optional<ImageHeader> jpeg(Head head) {
    int at = 2;
    for (int segment = 0; segment < MAX_SEGMENTS && at < HEAD_BYTES; segment++) {
      while (head.u8(at) == 0xFF && head.u8(at + 1) == 0xFF) {
        at++; // fill bytes
      }
      int length = head.u16(at + 2);
      if (head.u8(at) != 0xFF || length < 2) {
        return Optional.empty();
      }
      if (startsFrame(head.u8(at + 1))) {
        return of(head.u16(at + 7), head.u16(at + 5));
      }
      at += 2 + length;
    }
    return Optional.empty();
  }

  /** SOF0 to SOF15 without the tables (DHT, JPG, DAC) that share the range. */
  private static boolean startsFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static Optional<ImageHeader> webp(Head head) {
    return switch (head.tag(12)) {
      case "VP8 " ->
          head.text(23, "\u009d\u0001*") && head.length() >= 30
              ? of(head.u16Little(26) & 0x3FFF, head.u16Little(28) & 0x3FFF)
              : Optional.empty();
      case "VP8L" -> lossless(head);
      case "VP8X" -> head.u24Little(27) < 0 ? Optional.empty() : canvas(head);
      default -> Optional.empty();
    };
  }

  private static Optional<ImageHeader> lossless(Head head) {
    long bits = head.u32Little(21);
    if (head.u8(20) != 0x2F || bits < 0) {
      return Optional.empty();
    }
    return of((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
  }

  private static Optional<ImageHeader> canvas(Head head) {
    return of(head.u24Little(24) + 1, head.u24Little(27) + 1);
  }

  /** The first directory, where it stands within the head. */
  private static Optional<ImageHeader> tiff(Head head) {
    boolean little = head.text(0, "II");
    long start = little ? head.u32Little(4) : head.u32(4);
    if (start < 8 || start > HEAD_BYTES) {
      return Optional.empty();
    }
    int directory = (int) start;
    int entries = little ? head.u16Little(directory) : head.u16(directory);
    long width = 0;
    long height = 0;
    for (int entry = 0; entry < Math.min(entries, MAX_SEGMENTS); entry++) {
      int at = directory + 2 + 12 * entry;
      int tag = little ? head.u16Little(at) : head.u16(at);
      if (tag == TIFF_WIDTH) {
        width = tiffValue(head, at, little);
      } else if (tag == TIFF_HEIGHT) {
        height = tiffValue(head, at, little);
      }
    }
    return of(width, height);
  }

  /** A SHORT (type 3) or a LONG. */
  private static long tiffValue(Head head, int at, boolean little) {
    boolean isShort = (little ? head.u16Little(at + 2) : head.u16(at + 2)) == 3;
    if (isShort) {
      return little ? head.u16Little(at + 8) : head.u16(at + 8);
    }
    return little ? head.u32Little(at + 8) : head.u32(at + 8);
  }

  /**
   * The largest of the sizes that the properties list: the others are of thumbnails and of the
   * tiles that phones cut a photograph into.
   */
  private static Optional<ImageHeader> isoImage(Head head) {
    long width = 0;
    long height = 0;
    int at = head.find(SPATIAL_EXTENTS, 4, MAX_PROPERTIES_BYTES);
    while (at >= 0) {
      if (head.u32(at - 4) == 20 && head.u32(at + 8) * head.u32(at + 12) > width * height) {
        width = head.u32(at + 8);
        height = head.u32(at + 12);
      }
      at = head.find(SPATIAL_EXTENTS, at + 1, MAX_PROPERTIES_BYTES);
    }
    return of(width, height);
  }

  private static Optional<ImageHeader> bmp(Head head) {
    if (head.u32Little(14) == 12) {
      return of(head.u16Little(18), head.u16Little(20));
    }
    // A negative height means rows from top to bottom.
    return of(head.u32Little(18), Math.abs((int) head.u32Little(22)));
  }
}
