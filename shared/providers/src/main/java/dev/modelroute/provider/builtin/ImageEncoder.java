package dev.modelroute.provider.builtin;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes images. Alpha is kept in PNG and GIF (there a pixel is seen or not); JPEG and BMP get a
 * white background.
 */
final class ImageEncoder {
  private static final int WHITE = 255;

  private ImageEncoder() {}

  /**
   * @param quality 1 to 100, for JPEG only
   */
  static MemoryBytes encode(PixelRows image, ImageFormat format, int quality) throws IOException {
    MemoryBytes bytes = new MemoryBytes();
    switch (format) {
      case PNG -> PngEncoder.write(image, bytes);
      case JPEG -> write(onWhite(image), format, quality, bytes);
      case BMP -> write(onWhite(image), format, null, bytes);
      case GIF -> write(image.hasAlpha() ? withAlpha(image) : onWhite(image), format, null, bytes);
    }
    return bytes;
  }

  private static void write(
      BufferedImage image, ImageFormat format, @Nullable Integer quality, MemoryBytes bytes)
      throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format.text());
    ImageWriter writer = writers.next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (quality != null) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality / 100f);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
  }

  private static BufferedImage onWhite(PixelRows image) {
    BufferedImage target =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) target.getRaster().getDataBuffer()).getData();
    int[] row = new int[image.width()];
    int at = 0;
    for (int y = 0; y < image.height(); y++) {
      image.readRow(y, row);
      for (int argb : row) {
        int alpha = argb >>> 24;
        bgr[at++] = blend(argb & 0xFF, alpha);
        bgr[at++] = blend((argb >> 8) & 0xFF, alpha);
        bgr[at++] = blend((argb >> 16) & 0xFF, alpha);
      }
    }
    return target;
  }

  private static byte blend(int level, int alpha) {
    return (byte) ((level * alpha + WHITE * (255 - alpha) + 127) / 255);
  }

  private static BufferedImage withAlpha(PixelRows image) {
    BufferedImage target =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[image.width()];
    for (int y = 0; y < image.height(); y++) {
      image.readRow(y, row);
      target.setRGB(0, y, image.width(), 1, row, 0, image.width());
    }
    return target;
  }
}
