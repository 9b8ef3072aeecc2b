package dev.modelroute.provider.simulator;

import dev.modelroute.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures whose colours come from the prompt. Drawn without a graphics context: no display. */
final class SimulatedImage {
  private static final int SIDE = 256;

  private SimulatedImage() {}

  static JsonObject entry() {
    return JsonObject.builder()
        .put("file_id", "")
        .put("width", SIDE)
        .put("height", SIDE)
        .put("content_type", "image/png")
        .build();
  }

  static byte[] png(Scenario scenario) {
    return encode(draw(scenario, SIDE, SIDE, 0), "png");
  }

  /** One frame; the colours move on with the phase, 0 to 255. */
  static BufferedImage draw(Scenario scenario, int width, int height, int phase) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int across = x * 255 / width;
        int down = y * 255 / height;
        int red = wave(scenario.seedByte(0) + across + phase);
        int green = wave(scenario.seedByte(1) + down + phase);
        int blue = wave(scenario.seedByte(2) + (across + down) / 2);
        row[x] = red << 16 | green << 8 | blue;
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("the JDK writes " + format);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return bytes.toByteArray();
  }

  /** Up and down again, so that no edge shows. */
  private static int wave(int value) {
    int turn = value % 512;
    return turn < 256 ? turn : 511 - turn;
  }
}
