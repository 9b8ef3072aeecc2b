package dev.modelroute.provider.builtin;

import java.awt.image.Raster;
import java.util.OptionalInt;

/**
 * Samples of a four-colour JPEG to sRGB, by the plain formula: without the press's profile there is
 * no better one. Files with an Adobe segment store inks inverted (255 = none), and may store the
 * three colours as luma and chroma (YCCK).
 */
final class FourInks {
  static final int BANDS = 4;
  private static final int YCCK = 2;

  private FourInks() {}

  static PixelGrid toPixels(Raster samples, OptionalInt adobeTransform) {
    if (samples.getNumBands() != BANDS) {
      throw new IllegalArgumentException("four bands expected");
    }
    int width = samples.getWidth();
    int height = samples.getHeight();
    int[] argb = new int[width * height];
    int[] row = new int[width * BANDS];
    for (int y = 0; y < height; y++) {
      samples.getPixels(samples.getMinX(), samples.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = pixel(row, x * BANDS, adobeTransform);
      }
    }
    return new PixelGrid(width, height, false, argb);
  }

  private static int pixel(int[] row, int at, OptionalInt adobeTransform) {
    int cyan = row[at];
    int magenta = row[at + 1];
    int yellow = row[at + 2];
    int black = row[at + 3];
    if (adobeTransform.isEmpty()) {
      return rgb(255 - cyan, 255 - magenta, 255 - yellow, 255 - black);
    }
    if (adobeTransform.getAsInt() != YCCK) {
      return rgb(cyan, magenta, yellow, black);
    }
    double blueness = magenta - 128.0;
    double redness = yellow - 128.0;
    return rgb(
        level(255 - (cyan + 1.402 * redness)),
        level(255 - (cyan - 0.344136 * blueness - 0.714136 * redness)),
        level(255 - (cyan + 1.772 * blueness)),
        black);
  }

  /** Light left over by each ink, and by black. */
  private static int rgb(int red, int green, int blue, int light) {
    return 0xFF000000
        | ((red * light + 127) / 255) << 16
        | ((green * light + 127) / 255) << 8
        | (blue * light + 127) / 255;
  }

  private static int level(double value) {
    return (int) Math.clamp(Math.round(value), 0L, 255L);
  }
}
