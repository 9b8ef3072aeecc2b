package dev.modelroute.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageHeaderTest {

  @Test
  void the_size_stands_in_the_header() {
    Optional<ImageHeader> expected = Optional.of(new ImageHeader(640, 480));
    assertEquals(expected, ImageHeader.read("image/png", Sample.png(640, 480)), "PNG");
    assertEquals(expected, ImageHeader.read("image/jpeg", Sample.jpeg(640, 480, 20)), "JPEG");
    assertEquals(expected, ImageHeader.read("image/gif", Sample.gif("GIF89a", 640, 480)), "GIF");
    assertEquals(expected, ImageHeader.read("image/bmp", Sample.bmp(40, 640, 480)), "BMP");
    assertEquals(expected, ImageHeader.read("image/bmp", Sample.bmp(40, 640, -480)), "BMP down");
    assertEquals(
        expected, ImageHeader.read("image/bmp", Sample.bmp(12, 640 | 480 << 16, 0)), "BMP OS/2");
    assertEquals(
        expected,
        ImageHeader.read("image/webp", Sample.webp("VP8 ", "500100 9d012a 8002 e041")),
        "WebP lossy, two bits of scaling ignored");
    assertEquals(
        expected, ImageHeader.read("image/webp", Sample.webp("VP8L", "2f 7fc27710")), "lossless");
    assertEquals(
        expected,
        ImageHeader.read("image/webp", Sample.webp("VP8X", "10000000 7f0200 df0100")),
        "WebP extended");
  }

  @Test
  void a_photograph_may_have_much_metadata_before_its_size() {
    byte[] jpeg = Sample.jpeg(4000, 3000, 200_000);
    assertEquals(Optional.of(new ImageHeader(4000, 3000)), ImageHeader.read("image/jpeg", jpeg));
    assertEquals(Optional.empty(), ImageHeader.read("image/jpeg", Arrays.copyOf(jpeg, 100_000)));
    byte[] endless = Sample.jpeg(4000, 3000, 300_000);
    assertEquals(Optional.empty(), ImageHeader.read("image/jpeg", endless), "over the cap");
  }

  @Test
  void the_largest_of_the_sizes_in_avif_and_heic_is_the_images() {
    Sample sample = Sample.start().big(40).text("ipco");
    for (int[] size : new int[][] {{160, 120}, {4032, 3024}, {512, 512}}) {
      sample.big(20).text("ispe").big(0).big(size[0]).big(size[1]);
    }
    for (String type : new String[] {"image/avif", "image/heic"}) {
      assertEquals(
          Optional.of(new ImageHeader(4032, 3024)), ImageHeader.read(type, sample.bytes()), type);
    }
    assertEquals(
        Optional.empty(),
        ImageHeader.read("image/avif", Sample.start().big(19).text("ispe").zeros(20).bytes()));
  }

  @Test
  void a_directory_of_a_tiff_is_read_in_both_byte_orders() {
    byte[] little =
        Sample.start()
            .hex("49492a00 08000000 0200 0001 0300 01000000 80020000 0101 0400 01000000 e0010000")
            .bytes();
    byte[] big =
        Sample.start()
            .hex("4d4d002a 00000008 0002 0100 0004 00000001 00000280 0101 0003 00000001 01e00000")
            .bytes();
    assertEquals(Optional.of(new ImageHeader(640, 480)), ImageHeader.read("image/tiff", little));
    assertEquals(Optional.of(new ImageHeader(640, 480)), ImageHeader.read("image/tiff", big));
    assertEquals(
        Optional.empty(), ImageHeader.read("image/tiff", Arrays.copyOf(little, little.length - 1)));
    assertEquals(
        Optional.empty(),
        ImageHeader.read("image/tiff", Sample.start().hex("49492a00 ffffff7f").bytes()));
  }

  @Test
  void an_absurd_size_costs_nothing_and_is_told_or_refused() {
    assertEquals(
        Optional.of(new ImageHeader(50_000, 50_000)),
        ImageHeader.read("image/png", Sample.png(50_000, 50_000)));
    assertEquals(Optional.empty(), ImageHeader.read("image/png", Sample.png(Integer.MAX_VALUE, 1)));
    assertEquals(Optional.empty(), ImageHeader.read("image/png", Sample.png(-1, -1)));
    assertEquals(Optional.empty(), ImageHeader.read("image/png", Sample.png(0, 10)));
    assertEquals(
        Optional.empty(), ImageHeader.read("image/bmp", Sample.bmp(40, 1, Integer.MIN_VALUE)));
  }

  @Test
  void what_is_cut_short_or_no_raster_image_has_no_size() {
    assertEquals(
        Optional.empty(), ImageHeader.read("image/png", Arrays.copyOf(Sample.png(1, 1), 20)));
    assertEquals(
        Optional.empty(),
        ImageHeader.read(
            "image/webp", Arrays.copyOf(Sample.webp("VP8 ", "500100 9d012a 8002 e001"), 28)));
    assertEquals(Optional.empty(), ImageHeader.read("image/gif", new byte[0]));
    assertEquals(Optional.empty(), ImageHeader.read("image/heic", Sample.png(1, 1)));
    assertEquals(Optional.empty(), ImageHeader.read("text/plain", Sample.png(1, 1)));
  }
}
