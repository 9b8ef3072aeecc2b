package dev.modelroute.provider.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.ProviderOutput;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;

class SimulatedOutputTest {
  private final SimulatorBench bench = new SimulatorBench();

  @Test
  void files_are_real_and_of_the_type_the_result_says()
      throws IOException, UnsupportedAudioFileException {
    byte[] png =
        SimulatorBench.bytes(
            SimulatorBench.output(bench.submit("sim-image", 0, SimulatorBench.input("x"), 1)), 0);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(256, image.getWidth());
    byte[] wav =
        SimulatorBench.bytes(
            SimulatorBench.output(bench.submit("sim-speech", 0, SimulatorBench.input("x"), 1)), 0);
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      assertEquals(8000, audio.getFrameLength());
      assertEquals(8000, audio.getFormat().getSampleRate());
    }
    byte[] mp4 =
        SimulatorBench.bytes(
            SimulatorBench.output(bench.result("sim-video", SimulatorBench.input("x"))), 0);
    assertEquals("ftypisom", new String(mp4, 4, 8, StandardCharsets.US_ASCII));
  }

  @Test
  void boxes_of_a_video_fill_it_and_its_first_sample_is_a_picture() throws IOException {
    byte[] mp4 =
        SimulatorBench.bytes(
            SimulatorBench.output(bench.result("sim-video", SimulatorBench.input("x"))), 0);
    ByteBuffer file = ByteBuffer.wrap(mp4);
    List<String> boxes = new ArrayList<>();
    int offset = 0;
    while (offset < mp4.length) {
      boxes.add(new String(mp4, offset + 4, 4, StandardCharsets.US_ASCII));
      offset += file.getInt(offset);
    }
    assertEquals(mp4.length, offset);
    assertEquals(List.of("ftyp", "mdat", "moov"), boxes);
    int sizes = new String(mp4, StandardCharsets.ISO_8859_1).indexOf("stsz") + 4;
    int offsets = new String(mp4, StandardCharsets.ISO_8859_1).indexOf("stco") + 4;
    int sample = file.getInt(offsets + 8);
    BufferedImage frame =
        ImageIO.read(new ByteArrayInputStream(mp4, sample, file.getInt(sizes + 12)));
    assertEquals(160, frame.getWidth());
    assertEquals(96, frame.getHeight());
    assertEquals(10, file.getInt(sizes + 8));
  }

  @Test
  void prompts_decide_the_bytes() throws IOException {
    byte[] first =
        SimulatorBench.bytes(
            SimulatorBench.output(bench.submit("sim-image", 0, SimulatorBench.input("red"), 1)), 0);
    byte[] second =
        SimulatorBench.bytes(
            SimulatorBench.output(bench.submit("sim-image", 0, SimulatorBench.input("blue"), 1)),
            0);
    byte[] again =
        SimulatorBench.bytes(
            SimulatorBench.output(bench.submit("sim-image", 0, SimulatorBench.input("red"), 7)), 0);
    assertArrayEquals(first, again);
    assertTrue(!Arrays.equals(first, second));
  }

  @Test
  void hostile_outputs_are_what_they_are_called() throws IOException {
    byte[] good =
        SimulatorBench.bytes(
            SimulatorBench.output(bench.submit("sim-image", 0, SimulatorBench.input("x"), 1)), 0);
    assertEquals(0, SimulatorBench.bytes(hostile("sim-image", "empty"), 0).length);
    assertEquals(
        good.length / 2, SimulatorBench.bytes(hostile("sim-image", "truncated"), 0).length);
    assertTrue(
        new String(
                SimulatorBench.bytes(hostile("sim-image", "html_as_png"), 0),
                StandardCharsets.UTF_8)
            .startsWith("<!DOCTYPE html>"));
    assertEquals(16, hostile("sim-image", "too_many").files().size());
    assertTrue(
        hostile("sim-image", "absurd_usage").usage().of(Dimension.SIMULATED_NANO)
            > Money.parse("100000").nanos());
    assertEquals(
        ErrorCode.GENERATION_FAILED,
        SimulatorBench.failure(
                bench.submit(
                    "sim-text", 0, SimulatorBench.input("x").with("output", Json.of("empty")), 1))
            .code());
    assertEquals(
        "length", hostile("sim-text", "truncated").canonical().string("finish_reason").orElse(""));
    assertTrue(
        hostile("sim-text", "huge").canonical().string("text").orElse("").length() > 2_000_000);
  }

  @Test
  void a_huge_file_is_one_byte_too_long_and_really_delivers_it() throws IOException {
    ByteSource huge = SimulatorBench.content(hostile("sim-image", "huge"), 0);
    assertEquals(StoredFile.MAX_BYTES + 1, huge.length());
    try (InputStream stream = huge.open()) {
      assertEquals(huge.length(), stream.transferTo(OutputStream.nullOutputStream()));
    }
  }

  @Test
  void a_slow_file_pauses_before_every_few_bytes_and_is_complete() throws IOException {
    byte[] good =
        SimulatorBench.bytes(
            SimulatorBench.output(bench.submit("sim-image", 0, SimulatorBench.input("x"), 1)), 0);
    bench.pauses.clear();
    ProviderOutput slow = hostile("sim-image", "slow");
    assertArrayEquals(good, SimulatorBench.bytes(slow, 0));
    assertTrue(bench.pauses.size() > good.length / 256, "pauses: " + bench.pauses.size());
  }

  private ProviderOutput hostile(String slug, String kind) {
    return SimulatorBench.output(
        bench.submit(slug, 0, SimulatorBench.input("x").with("output", Json.of(kind)), 1));
  }
}
