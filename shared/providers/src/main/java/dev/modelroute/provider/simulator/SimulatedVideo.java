package dev.modelroute.provider.simulator;

import dev.modelroute.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Two seconds of moving colours: MP4 with ten JPEG frames. */
final class SimulatedVideo {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 96;
  private static final int FRAMES = 10;
  private static final int FRAMES_PER_SECOND = 5;

  private SimulatedVideo() {}

  static JsonObject entry() {
    return JsonObject.builder()
        .put("file_id", "")
        .put("duration_seconds", FRAMES / FRAMES_PER_SECOND)
        .put("width", WIDTH)
        .put("height", HEIGHT)
        .put("content_type", "video/mp4")
        .build();
  }

  static byte[] mp4(Scenario scenario) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      int phase = i * 256 / FRAMES;
      frames.add(
          SimulatedImage.encode(SimulatedImage.draw(scenario, WIDTH, HEIGHT, phase), "jpeg"));
    }
    return new Mp4File(WIDTH, HEIGHT, FRAMES_PER_SECOND).write(frames);
  }
}
