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
