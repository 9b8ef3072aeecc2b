package dev.modelroute.provider.builtin;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** Whatever a decoder returned, as 8-bit sRGB with alpha. */
final class Pixels {
  private static final int BAND_ROWS = 64;

  private Pixels() {}

  static PixelGrid of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] argb = new int[width * height];
    ColorModel colours = image.getColorModel();
    if (hasPlainSamples(colours) && isGreyOrSrgb(colours.getColorSpace())) {
      copySamples(image.getRaster(), colours, argb);
    } else if (hasPlainSamples(colours) && colours.getNumColorComponents() == 3) {
      convertProfile(image, argb);
    } else {
      for (int y = 0; y < height; y++) {
        image.getRGB(0, y, width, 1, argb, y * width, width);
      }
    }
    return new PixelGrid(width, height, colours.hasAlpha(), argb);
  }

  private static boolean hasPlainSamples(ColorModel colours) {
    return colours instanceof ComponentColorModel
        && !colours.isAlphaPremultiplied()
        && (colours.getTransferType() == DataBuffer.TYPE_BYTE
            || colours.getTransferType() == DataBuffer.TYPE_USHORT);
  }

  private static boolean isGreyOrSrgb(ColorSpace space) {
    return space.isCS_sRGB() || space.getType() == ColorSpace.TYPE_GRAY;
  }

  /**
   * Takes samples as they are, scaled to 8 bits. The colour model's own conversion would treat grey
   * as linear light and brighten it, though files store it with sRGB's curve.
   */
  private static void copySamples(Raster raster, ColorModel colours, int[] argb) {
    int bands = raster.getNumBands();
    int colourBands = colours.getNumColorComponents();
    int max = (1 << colours.getComponentSize(0)) - 1;
    int width = raster.getWidth();
    int[] row = new int[width * bands];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int at = x * bands;
        int red = toByte(row[at], max);
        int green = colourBands == 1 ? red : toByte(row[at + 1], max);
        int blue = colourBands == 1 ? red : toByte(row[at + 2], max);
        int alpha = bands > colourBands ? toByte(row[at + colourBands], max) : 255;
        argb[y * width + x] = alpha << 24 | red << 16 | green << 8 | blue;
      }
    }
  }

  private static int toByte(int sample, int max) {
    return max == 255 ? sample : (int) ((sample * 255L + max / 2) / max);
  }

  /** Colours with a profile of their own (phones, Adobe RGB), converted in bands of rows. */
  private static void convertProfile(BufferedImage image, int[] argb) {
    ColorModel colours = image.getColorModel();
    ColorSpace srgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    ColorConvertOp conversion = new ColorConvertOp(colours.getColorSpace(), srgb, null);
    Raster all = image.getRaster();
    int width = all.getWidth();
    int[] rgb = {0, 1, 2};
    for (int y = 0; y < all.getHeight(); y += BAND_ROWS) {
      int rows = Math.min(BAND_ROWS, all.getHeight() - y);
      WritableRaster band =
          Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, rows, 3, null);
      conversion.filter(all.createChild(0, y, width, rows, 0, 0, rgb), band);
      int[] samples = band.getPixels(0, 0, width, rows, (int[]) null);
      int[] alpha = alphaOf(all, colours, y, rows);
      for (int i = 0; i < width * rows; i++) {
        argb[y * width + i] =
            alpha[i] << 24 | samples[i * 3] << 16 | samples[i * 3 + 1] << 8 | samples[i * 3 + 2];
      }
    }
  }

  private static int[] alphaOf(Raster all, ColorModel colours, int y, int rows) {
    int[] alpha = new int[all.getWidth() * rows];
    if (!colours.hasAlpha()) {
      Arrays.fill(alpha, 255);
      return alpha;
    }
    all.getSamples(0, y, all.getWidth(), rows, 3, alpha);
    int max = (1 << colours.getComponentSize(3)) - 1;
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = toByte(alpha[i], max);
    }
    return alpha;
  }
}
