package dev.modelroute.provider.builtin;

import dev.modelroute.core.provider.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads the first picture of a file with the JDK's decoders: PNG, JPEG (CMYK too), GIF, BMP, TIFF.
 * WebP is refused, the JDK cannot read it. Size is checked in the header, before decoding.
 */
final class ImageDecoder {
  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp", "tif", "tiff");

  /** Real pictures have about ten; a few bytes each can keep a decoder busy for minutes. */
  private static final int MAX_JPEG_SCANS = 200;

  private static final int MAX_BANDS = 4;
  private static final int MAX_SAMPLE_BITS = 16;

  private final long maxPixels;

  ImageDecoder(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  ImageRead read(ByteSource file) {
    try (InputStream bytes = file.open();
        ImageInputStream stream = new MemoryCacheImageInputStream(bytes)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        return new ImageRead.Refused("no decoder knows this format");
      }
      ImageReader reader = readers.next();
      try {
        // Without metadata: compressed text and profiles in it could expand without bound.
        reader.setInput(stream, true, true);
        return read(reader, file);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException damaged) {
      // Decoders answer damaged files with all sorts of runtime exceptions.
      return new ImageRead.Refused("the decoder gave up: " + damaged.getClass().getSimpleName());
    }
  }

  private ImageRead read(ImageReader reader, ByteSource file) throws IOException {
    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
    if (!FORMATS.contains(format)) {
      return new ImageRead.Refused("format not taken: " + format);
    }
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (width < 1 || height < 1 || width * height > maxPixels) {
      return new ImageRead.Refused("size not taken: " + width + " x " + height);
    }
    if (format.startsWith("tif") && !fitsInMemory(reader)) {
      return new ImageRead.Refused("tiles or samples not taken");
    }
    return format.equals("jpeg")
        ? readJpeg(reader, file)
        : new ImageRead.Decoded(Pixels.of(reader.read(0)));
  }

  /** A TIFF's tiles may be larger than its picture, and its pixels of any number of samples. */
  private boolean fitsInMemory(ImageReader reader) throws IOException {
    ImageTypeSpecifier raw = reader.getRawImageType(0);
    return (long) reader.getTileWidth(0) * reader.getTileHeight(0) <= maxPixels
        && raw != null
        && raw.getNumBands() <= MAX_BANDS
        && raw.getBitsPerBand(0) <= MAX_SAMPLE_BITS;
  }

  private static ImageRead readJpeg(ImageReader reader, ByteSource file) throws IOException {
    JpegFacts facts;
    try (InputStream bytes = file.open()) {
      facts = JpegFacts.read(bytes);
    }
    if (facts.scans() > MAX_JPEG_SCANS) {
      return new ImageRead.Refused("too many scans: " + facts.scans());
    }
    // The decoder has no colour type for four inks, but hands out their samples.
    PixelGrid stored =
        facts.components() == FourInks.BANDS
            ? FourInks.toPixels(reader.readRaster(0, null), facts.adobeTransform())
            : Pixels.of(reader.read(0));
    return new ImageRead.Decoded(facts.orientation().apply(stored));
  }
}
