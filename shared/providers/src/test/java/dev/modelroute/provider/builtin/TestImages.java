package dev.modelroute.provider.builtin;

import dev.modelroute.core.provider.ByteSource;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.IntBinaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images made in code, as pixels and as files. */
final class TestImages {
  private TestImages() {}

  static PixelGrid grid(int width, int height, IntBinaryOperator argb) {
    int[] pixels = new int[width * height];
    boolean alpha = false;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = argb.applyAsInt(i % width, i / width);
      alpha |= pixels[i] >>> 24 != 255;
    }
    return new PixelGrid(width, height, alpha, pixels);
  }

  static PixelGrid collect(PixelRows rows) {
    int[] pixels = new int[rows.width() * rows.height()];
    int[] row = new int[rows.width()];
    for (int y = 0; y < rows.height(); y++) {
      rows.readRow(y, row);
      System.arraycopy(row, 0, pixels, y * rows.width(), row.length);
    }
    return new PixelGrid(rows.width(), rows.height(), rows.hasAlpha(), pixels);
  }

  /** Soft light, round shapes with edges, stripes and a little texture: what photographs have. */
  static PixelGrid photo(int width, int height) {
    return grid(
        width,
        height,
        (x, y) -> {
          double u = (double) x / width;
          double v = (double) y / height;
          double light = 110 + 60 * Math.sin(3 * u + 1) * Math.cos(4 * v);
          double disc = Math.hypot(u - 0.4, v - 0.5) < 0.22 ? 55 : 0;
          double stripes = 12 * Math.sin(x * 0.9 + y * 0.4);
          double texture = 6 * Math.sin(x * 1.7) * Math.sin(y * 1.3);
          return rgb(
              light + disc + texture, light * 0.8 + stripes, 200 - light * 0.6 + disc + texture);
        });
  }

  static int rgb(double red, double green, double blue) {
    return 0xFF000000 | level(red) << 16 | level(green) << 8 | level(blue);
  }

  private static int level(double value) {
    return (int) Math.clamp(Math.round(value), 0L, 255L);
  }

  static ByteSource file(byte[] bytes) {
    return ByteSource.of(bytes);
  }

  static byte[] png(PixelRows image) {
    return encode(image, ImageFormat.PNG);
  }

  static byte[] encode(PixelRows image, ImageFormat format) {
    try {
      return ImageEncoder.encode(image, format, 95).toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** By the JDK's own writer. */
  static byte[] written(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("cannot write " + format);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** A JPEG of four bands, samples as given. */
  static byte[] fourInkJpeg(int width, int height, int[] inks) {
    var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, inks);
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(1);
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), param);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A JPEG with one more segment, right behind its start. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer longer = ByteBuffer.allocate(jpeg.length + 4 + content.length);
    longer.put(jpeg, 0, 2);
    longer.put((byte) 0xFF).put((byte) marker).putShort((short) (content.length + 2)).put(content);
    longer.put(jpeg, 2, jpeg.length - 2);
    return longer.array();
  }

  /** Content of an EXIF segment with nothing but an orientation. */
  static byte[] exif(int orientation) {
    return ByteBuffer.allocate(32)
        .put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  /** Content of an Adobe segment. */
  static byte[] adobe(int transform) {
    return new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
  }
}
