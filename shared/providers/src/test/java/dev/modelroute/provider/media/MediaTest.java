package dev.modelroute.provider.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.provider.InputFile;
import dev.modelroute.provider.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTest {
  private static final String FORM =
      """
      --B
      Content-Disposition: form-data; name="model"

      m
      --B
      Content-Disposition: form-data; name="n"

      2
      --B
      Content-Disposition: form-data; name="flag"

      true
      --B
      Content-Disposition: form-data; name="list[]"

      a
      --B
      Content-Disposition: form-data; name="list[]"

      b
      --B
      Content-Disposition: form-data; name="file"; filename="file.mp3"
      Content-Type: audio/mpeg

      x
      --B
      Content-Disposition: form-data; name="image[]"; filename="file.bin"
      Content-Type: x/unknown

      y
      --B
      Content-Disposition: form-data; name="image[]"; filename="file.png"
      Content-Type: image/png

      z
      --B--
      """;

  @Test
  void a_long_base64_text_is_taken_out_and_everything_else_stays() {
    byte[] picture = new byte[9000];
    new Random(1).nextBytes(picture);
    String encoded = Base64.getEncoder().encodeToString(picture);
    String prose = "no base64, but long \\\" ".repeat(400);

    InlineMedia media =
        InlineMedia.of(utf8("{\"a\":\"" + encoded + "\",\"b\":\"" + prose + "\",\"c\":\"AQID\"}"));

    assertEquals(
        "{\"a\":\"inline:0\",\"b\":\"" + prose + "\",\"c\":\"AQID\"}",
        new String(media.json(), StandardCharsets.UTF_8));
    assertArrayEquals(picture, media.bytes("inline:0").orElseThrow());
    assertArrayEquals(new byte[] {1, 2, 3}, media.bytes("AQID").orElseThrow());
    assertEquals(Optional.empty(), media.bytes("inline:1"));
    assertEquals(Optional.empty(), media.bytes("%%"));
    assertEquals(Optional.empty(), media.bytes(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "\"", "{\"a\":\"\\", "<html>", "{\"a\":\"b\"}", "\"\\\"\""})
  void what_holds_no_file_stays_as_it_is(String answer) {
    assertEquals(
        answer, new String(InlineMedia.of(utf8(answer)).json(), StandardCharsets.UTF_8), answer);
  }

  @Test
  void a_form_has_a_part_per_scalar_item_and_file() {
    byte[] form =
        MultipartForm.of(
            StrictJson.trusted(
                "{\"model\":\"m\",\"n\":2,\"flag\":true,\"none\":null,\"list\":[\"a\",\"b\"]}"),
            Map.of(
                "file", new InputFile("audio/mpeg", ByteSource.of(new byte[] {'x'}), null),
                "image[]#01", new InputFile("image/png", ByteSource.of(new byte[] {'z'}), null),
                "image[]#00", new InputFile("x/unknown", ByteSource.of(new byte[] {'y'}), null)),
            "B");

    assertEquals(FORM.replace("\n", "\r\n"), new String(form, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"8000, 1000", "24000, 1500", "44100, 61200"})
  void a_wav_says_its_rate_and_its_bytes_how_many(int hertz, int millis) {
    assertEquals(
        Optional.of(Duration.ofMillis(millis)),
        AudioLength.of("audio/wav", Samples.wav(hertz, millis)));
  }

  @Test
  void a_wav_that_promises_more_than_there_is_is_as_long_as_what_is_there() {
    byte[] wav = Samples.wav(8000, 1000);
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(40, -1);

    assertEquals(Optional.of(Duration.ofSeconds(1)), AudioLength.of("audio/wav", wav));
  }

  @Test
  void the_frames_of_an_mp3_are_added_up_after_its_tag() {
    // MPEG-1 layer III, 128 kbit/s, 44.1 kHz: frames of 417 bytes and 1,152 samples.
    byte[] frame = Arrays.copyOf(HexFormat.of().parseHex("fffb9000"), 417);
    ByteBuffer file = ByteBuffer.allocate(10 + 200 + 100 * 417);
    file.put(HexFormat.of().parseHex("49443303000000000148")).position(210);
    for (int i = 0; i < 100; i++) {
      file.put(frame);
    }

    assertEquals(Optional.of(Duration.ofMillis(2613)), AudioLength.of("audio/mpeg", file.array()));
  }

  @Test
  void a_flac_and_an_ogg_say_their_number_of_samples() {
    ByteBuffer flac = ByteBuffer.allocate(42);
    flac.putLong(18, (48_000L << 44) | 72_000L);
    ByteBuffer ogg = ByteBuffer.allocate(120).order(ByteOrder.LITTLE_ENDIAN);
    ogg.put(0, utf8("OggS")).put(28, utf8("OpusHead"));
    ogg.put(80, utf8("OggS")).putLong(86, 96_000);

    assertEquals(Optional.of(Duration.ofMillis(1500)), AudioLength.of("audio/flac", flac.array()));
    assertEquals(Optional.of(Duration.ofSeconds(2)), AudioLength.of("audio/ogg", ogg.array()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio/wav", "audio/mpeg", "audio/flac", "audio/ogg", "video/mp4"})
  void bytes_that_make_no_sense_have_no_length(String type) {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      Optional<Duration> length = AudioLength.of(type, noise);
      assertTrue(
          length.isEmpty() || length.get().compareTo(Duration.ofSeconds(1_000_001)) < 0,
          type + " " + HexFormat.of().formatHex(noise));
    }
    assertEquals(Optional.empty(), AudioLength.of(type, new byte[0]));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
