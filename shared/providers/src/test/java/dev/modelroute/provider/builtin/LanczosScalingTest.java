package dev.modelroute.provider.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanczosScalingTest {
  @ParameterizedTest
  @CsvSource({
    "1,1,2,2",
    "1,7,2,14",
    "2,2,4,4",
    "5,3,10,6",
    "40,30,80,60",
    "40,30,13,7",
    "9,9,31,2"
  })
  void a_constant_image_stays_constant_to_its_edges(int width, int height, int wider, int higher) {
    for (int argb : new int[] {0xFF000000, 0xFFFFFFFF, 0xFF336699, 0x80FF8000, 0x01010101}) {
      PixelGrid flat = TestImages.grid(width, height, (x, y) -> argb);
      PixelGrid scaled = scaled(flat, wider, higher);
      for (int y = 0; y < higher; y++) {
        for (int x = 0; x < wider; x++) {
          assertEquals(
              Integer.toHexString(argb),
              Integer.toHexString(scaled.pixel(x, y)),
              "at " + x + "," + y);
        }
      }
    }
  }

  @Test
  void a_mirrored_image_scales_to_the_mirrored_result() {
    PixelGrid photo = TestImages.photo(37, 23);
    PixelGrid mirrored = TestImages.grid(37, 23, (x, y) -> photo.pixel(36 - x, 22 - y));
    PixelGrid one = scaled(photo, 74, 46);
    PixelGrid two = scaled(mirrored, 74, 46);
    for (int y = 0; y < 46; y++) {
      for (int x = 0; x < 74; x++) {
        assertNear(one.pixel(x, y), two.pixel(73 - x, 45 - y), 1);
      }
    }
  }

  @Test
  void a_turned_image_scales_to_the_turned_result() {
    PixelGrid photo = TestImages.photo(20, 20);
    PixelGrid turned = TestImages.grid(20, 20, (x, y) -> photo.pixel(y, x));
    PixelGrid one = scaled(photo, 40, 40);
    PixelGrid two = scaled(turned, 40, 40);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        assertNear(one.pixel(x, y), two.pixel(y, x), 1);
      }
    }
  }

  @Test
  void a_ramp_keeps_its_slope_and_its_place() {
    PixelGrid ramp = TestImages.grid(24, 1, (x, y) -> TestImages.rgb(10 * x, 5 * x, 240 - 10 * x));
    PixelGrid scaled = scaled(ramp, 48, 2);
    // Pixels are areas: target x lies over source (x + 0.5) / 2 - 0.5.
    for (int x = 6; x < 42; x++) {
      double source = (x + 0.5) / 2 - 0.5;
      int expected = TestImages.rgb(10 * source, 5 * source, 240 - 10 * source);
      assertNear(expected, scaled.pixel(x, 0), 1);
      assertEquals(scaled.pixel(x, 0), scaled.pixel(x, 1));
    }
  }

  @Test
  void edges_of_a_bright_image_are_as_bright_as_its_middle() {
    PixelGrid bright = TestImages.grid(16, 16, (x, y) -> x + y == 0 ? 0xFFFAFAFA : 0xFFF0F0F0);
    PixelGrid scaled = scaled(bright, 32, 32);
    for (int i = 0; i < 32; i++) {
      for (int edge : new int[] {scaled.pixel(i, 31), scaled.pixel(31, i), scaled.pixel(i, 0)}) {
        assertTrue((edge & 0xFF) >= 0xEE, "dark edge " + Integer.toHexString(edge));
      }
    }
  }

  @Test
  void transparent_pixels_do_not_tint_their_neighbours() {
    // Red hides under transparency; only green is ever seen.
    PixelGrid half = TestImages.grid(16, 4, (x, y) -> x < 8 ? 0xFF00FF00 : 0x00FF0000);
    PixelGrid scaled = scaled(half, 32, 8);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 32; x++) {
        int argb = scaled.pixel(x, y);
        assertEquals(0, (argb >> 16) & 0xFF, "red at " + x);
        assertTrue(argb >>> 24 == 0 || ((argb >> 8) & 0xFF) >= 250, "dim green at " + x);
      }
    }
  }

  @Test
  void halving_then_doubling_a_photo_loses_less_than_bilinear_does() {
    PixelGrid photo = TestImages.photo(256, 192);
    PixelGrid half = halved(photo);
    double lanczos = psnr(photo, scaled(half, 256, 192));
    double bilinear = psnr(photo, bilinear(half, 256, 192));
    assertTrue(
        lanczos > bilinear + 0.5, "lanczos " + lanczos + " dB, bilinear " + bilinear + " dB");
  }

  @Test
  void rows_come_out_alike_in_any_order() {
    PixelGrid photo = TestImages.photo(30, 30);
    PixelGrid inOrder = scaled(photo, 60, 60);
    LanczosScaling scaling = new LanczosScaling(photo, 60, 60);
    int[] row = new int[60];
    for (int y : new int[] {59, 0, 31, 30, 58, 1}) {
      scaling.readRow(y, row);
      for (int x = 0; x < 60; x++) {
        assertEquals(inOrder.pixel(x, y), row[x]);
      }
    }
  }

  private static PixelGrid scaled(PixelGrid image, int width, int height) {
    return TestImages.collect(new LanczosScaling(image, width, height));
  }

  private static PixelGrid halved(PixelGrid image) {
    return TestImages.grid(
        image.width() / 2,
        image.height() / 2,
        (x, y) -> {
          int[] four = {
            image.pixel(2 * x, 2 * y),
            image.pixel(2 * x + 1, 2 * y),
            image.pixel(2 * x, 2 * y + 1),
            image.pixel(2 * x + 1, 2 * y + 1)
          };
          IntUnaryOperator mean =
              shift -> {
                int sum = 0;
                for (int argb : four) {
                  sum += (argb >> shift) & 0xFF;
                }
                return (sum + 2) / 4;
              };
          return TestImages.rgb(mean.applyAsInt(16), mean.applyAsInt(8), mean.applyAsInt(0));
        });
  }

  private static PixelGrid bilinear(PixelGrid image, int width, int height) {
    return TestImages.grid(
        width,
        height,
        (x, y) -> {
          double u = Math.clamp((x + 0.5) * image.width() / width - 0.5, 0, image.width() - 1.0);
          double v = Math.clamp((y + 0.5) * image.height() / height - 0.5, 0, image.height() - 1.0);
          int left = (int) u;
          int top = (int) v;
          int right = Math.min(left + 1, image.width() - 1);
          int bottom = Math.min(top + 1, image.height() - 1);
          double[] rgb = new double[3];
          for (int i = 0; i < 3; i++) {
            int shift = 16 - 8 * i;
            double above =
                channel(image.pixel(left, top), shift) * (1 - u + left)
                    + channel(image.pixel(right, top), shift) * (u - left);
            double below =
                channel(image.pixel(left, bottom), shift) * (1 - u + left)
                    + channel(image.pixel(right, bottom), shift) * (u - left);
            rgb[i] = above * (1 - v + top) + below * (v - top);
          }
          return TestImages.rgb(rgb[0], rgb[1], rgb[2]);
        });
  }

  private static double psnr(PixelGrid expected, PixelGrid actual) {
    double squares = 0;
    for (int y = 0; y < expected.height(); y++) {
      for (int x = 0; x < expected.width(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int difference =
              channel(expected.pixel(x, y), shift) - channel(actual.pixel(x, y), shift);
          squares += difference * difference;
        }
      }
    }
    double mean = squares / (3.0 * expected.width() * expected.height());
    return 10 * Math.log10(255 * 255 / mean);
  }

  private static int channel(int argb, int shift) {
    return (argb >> shift) & 0xFF;
  }

  static void assertNear(int expected, int actual, int tolerance) {
    for (int shift = 0; shift <= 24; shift += 8) {
      assertTrue(
          Math.abs(channel(expected, shift) - channel(actual, shift)) <= tolerance,
          () -> Integer.toHexString(expected) + " is not " + Integer.toHexString(actual));
    }
  }
}
