package dev.modelroute.provider.builtin;

import static dev.modelroute.provider.builtin.LanczosScalingTest.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final ImageDecoder DECODER = new ImageDecoder(PixelLimits.DEFAULT.maxInput());
  private static final int TEAL = 0xFF1E8C82;

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void what_we_write_we_read(ImageFormat format) {
    PixelGrid flat = TestImages.grid(40, 30, (x, y) -> TEAL);
    PixelGrid read = decoded(TestImages.encode(flat, format));
    assertEquals(40, read.width());
    assertEquals(30, read.height());
    assertNear(TEAL, read.pixel(7, 9), 3);
  }

  @Test
  void png_gives_back_every_pixel_with_its_alpha() {
    PixelGrid photo =
        TestImages.grid(61, 47, (x, y) -> (x * 4) << 24 | (TestImages.rgb(x, y, x ^ y) & 0xFFFFFF));
    PixelGrid read = decoded(TestImages.png(photo));
    assertTrue(read.hasAlpha());
    for (int y = 0; y < 47; y++) {
      for (int x = 0; x < 61; x++) {
        assertEquals(photo.pixel(x, y), read.pixel(x, y));
      }
    }
  }

  @Test
  void tiff_is_read() {
    BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
    image.setRGB(2, 2, TEAL);
    assertEquals(TEAL, decoded(TestImages.written(image, "tiff")).pixel(2, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
  void grey_keeps_its_level_and_is_not_brightened(int type) {
    BufferedImage image = new BufferedImage(3, 3, type);
    int level = type == BufferedImage.TYPE_BYTE_GRAY ? 100 : 100 * 257;
    image.getRaster().setSample(1, 1, 0, level);
    assertEquals(0xFF646464, decoded(TestImages.written(image, "png")).pixel(1, 1));
  }

  @Test
  void palettes_and_single_bits_are_read() {
    BufferedImage image = new BufferedImage(9, 2, BufferedImage.TYPE_BYTE_BINARY);
    image.setRGB(8, 1, 0xFFFFFFFF);
    PixelGrid read = decoded(TestImages.written(image, "png"));
    assertEquals(0xFFFFFFFF, read.pixel(8, 1));
    assertEquals(0xFF000000, read.pixel(7, 1));
  }

  @Test
  void sixteen_bits_a_sample_become_eight_and_alpha_stays() {
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = colours.createCompatibleWritableRaster(2, 1);
    raster.setPixel(1, 0, new int[] {30 * 257, 140 * 257, 130 * 257, 128 * 257});
    BufferedImage image = new BufferedImage(colours, raster, false, null);
    assertEquals(0x801E8C82, decoded(TestImages.written(image, "png")).pixel(1, 0));
  }

  @Test
  void colours_with_a_profile_of_their_own_become_srgb() {
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = colours.createCompatibleWritableRaster(90, 80);
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 90; x++) {
        raster.setPixel(x, y, new int[] {55, 55, 55});
      }
    }
    BufferedImage image = new BufferedImage(colours, raster, false, null);
    // 55/255 of linear light is sRGB level 128.
    assertNear(0xFF808080, Pixels.of(image).pixel(89, 79), 2);
    byte[] jpeg =
        TestImages.encode(TestImages.grid(90, 80, (x, y) -> 0xFF373737), ImageFormat.JPEG);
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] segment =
        ByteBuffer.allocate(14 + profile.length)
            .put("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1))
            .put(profile)
            .array();
    assertNear(0xFF808080, decoded(TestImages.withSegment(jpeg, 0xE2, segment)).pixel(40, 70), 3);
  }

  @Test
  void four_inks_become_colours_with_and_without_adobe_marks() {
    // Cyan at 200 of 255, some magenta, no yellow, a little black.
    byte[] plain = TestImages.fourInkJpeg(16, 16, new int[] {200, 50, 0, 30});
    assertNear(TestImages.rgb(55 * 225 / 255.0, 205 * 225 / 255.0, 225), first(plain), 3);
    byte[] inverted =
        TestImages.withSegment(
            TestImages.fourInkJpeg(16, 16, new int[] {55, 205, 255, 225}),
            0xEE,
            TestImages.adobe(0));
    assertNear(TestImages.rgb(55 * 225 / 255.0, 205 * 225 / 255.0, 225), first(inverted), 3);
    // Luma 100, no chroma: colours 100, so inks 155 of 255 are stored as 155.
    byte[] luma =
        TestImages.withSegment(
            TestImages.fourInkJpeg(16, 16, new int[] {100, 128, 128, 255}),
            0xEE,
            TestImages.adobe(2));
    assertNear(TestImages.rgb(155, 155, 155), first(luma), 3);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 24, 16, 0, 0", "2, 24, 16, 23, 0", "3, 24, 16, 23, 15", "4, 24, 16, 0, 15",
    "5, 16, 24, 0, 0", "6, 16, 24, 15, 0", "7, 16, 24, 15, 23", "8, 16, 24, 0, 23"
  })
  void pictures_are_turned_as_their_tag_says(int tag, int width, int height, int x, int y) {
    PixelGrid corner = TestImages.grid(24, 16, (u, v) -> u < 8 && v < 8 ? 0xFFFFFFFF : 0xFF000000);
    byte[] jpeg = TestImages.encode(corner, ImageFormat.JPEG);
    PixelGrid read = decoded(TestImages.withSegment(jpeg, 0xE1, TestImages.exif(tag)));
    assertEquals(width, read.width());
    assertEquals(height, read.height());
    assertTrue((read.pixel(x, y) & 0xFF) > 200, "the white corner is elsewhere");
    assertTrue((read.pixel(width - 1 - x, height - 1 - y) & 0xFF) < 50);
  }

  @Test
  void a_damaged_orientation_is_ignored() {
    byte[] jpeg = TestImages.encode(TestImages.photo(16, 8), ImageFormat.JPEG);
    byte[] exif = TestImages.exif(6);
    for (int length = 6; length < exif.length; length++) {
      byte[] cut = Arrays.copyOf(exif, length);
      assertTrue(decoded(TestImages.withSegment(jpeg, 0xE1, cut)).width() > 0);
    }
    byte[] far = exif.clone();
    ByteBuffer.wrap(far).putInt(10, Integer.MIN_VALUE);
    assertEquals(16, decoded(TestImages.withSegment(jpeg, 0xE1, far)).width());
  }

  @Test
  void a_picture_above_the_cap_is_refused_by_its_header_alone() {
    assertRefused(pngHeader(50_000, 50_000), "size not taken: 50000 x 50000");
    assertRefused(pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE), "size not taken");
    assertRefused(pngHeader(5001, 5000), "size not taken: 5001 x 5000");
    byte[] small = TestImages.png(TestImages.photo(10, 10));
    assertInstanceOf(ImageRead.Decoded.class, new ImageDecoder(100).read(TestImages.file(small)));
    assertInstanceOf(ImageRead.Refused.class, new ImageDecoder(99).read(TestImages.file(small)));
  }

  @Test
  void a_tiff_whose_tiles_are_larger_than_its_picture_is_held_to_the_cap() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
      param.setTiling(32, 32, 0, 0);
      writer.setOutput(out);
      BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    var file = TestImages.file(bytes.toByteArray());
    assertInstanceOf(ImageRead.Decoded.class, new ImageDecoder(1024).read(file));
    assertInstanceOf(ImageRead.Refused.class, new ImageDecoder(1023).read(file));
  }

  @Test
  void a_jpeg_of_very_many_scans_is_refused() {
    byte[] jpeg = TestImages.encode(TestImages.photo(16, 16), ImageFormat.JPEG);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < 200; i++) {
      bomb.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0});
    }
    assertRefused(bomb.toByteArray(), "too many scans: 201");
  }

  @Test
  void other_formats_are_refused() {
    byte[] webp = "RIFF\32\0\0\0WEBPVP8L\15\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(Arrays.copyOf(webp, 64), "no decoder knows this format");
    assertRefused(new byte[0], "no decoder");
    assertRefused("<html></html>".getBytes(StandardCharsets.UTF_8), "no decoder");
  }

  @Test
  void damaged_files_are_refused_or_read_and_never_thrown_over() {
    // Seed in the message: a failure can be repeated.
    long seed = 20261120;
    Random random = new Random(seed);
    PixelGrid photo = TestImages.photo(33, 21);
    BufferedImage tiff = new BufferedImage(33, 21, BufferedImage.TYPE_INT_RGB);
    byte[][] files = {
      TestImages.png(photo),
      TestImages.encode(photo, ImageFormat.JPEG),
      TestImages.encode(photo, ImageFormat.GIF),
      TestImages.encode(photo, ImageFormat.BMP),
      TestImages.written(tiff, "tiff")
    };
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 1500; i++) {
      byte[] damaged = files[i % files.length].clone();
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        int reach = random.nextBoolean() ? Math.min(120, damaged.length) : damaged.length;
        damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      switch (DECODER.read(TestImages.file(damaged))) {
        case ImageRead.Decoded ignored -> read++;
        case ImageRead.Refused ignored -> refused++;
      }
    }
    assertTrue(read > 50 && refused > 50, "seed " + seed + ": " + read + " and " + refused);
  }

  private static PixelGrid decoded(byte[] file) {
    return assertInstanceOf(ImageRead.Decoded.class, DECODER.read(TestImages.file(file))).pixels();
  }

  private static int first(byte[] file) {
    return decoded(file).pixel(5, 5);
  }

  private static void assertRefused(byte[] file, String reason) {
    String given =
        assertInstanceOf(ImageRead.Refused.class, DECODER.read(TestImages.file(file))).reason();
    assertTrue(given.startsWith(reason), given);
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer chunk = ByteBuffer.allocate(17);
    chunk.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    chunk.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.array());
    return ByteBuffer.allocate(33)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
        .putInt(13)
        .put(chunk.array())
        .putInt((int) crc.getValue())
        .array();
  }
}
