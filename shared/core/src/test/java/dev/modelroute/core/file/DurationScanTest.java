package dev.modelroute.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.provider.ByteSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DurationScanTest {
  /** Longer than the head and than any buffer. */
  private static final int DATA_BYTES = 400_000;

  @ParameterizedTest
  @MethodSource("media")
  void the_duration_stands_in_a_header(String name, String type, long millis, byte[] bytes)
      throws IOException {
    FileFacts facts = FileFacts.of(ByteSource.of(bytes));
    assertEquals(type, facts.contentType(), name);
    assertEquals(Duration.ofMillis(millis), facts.duration(), name);
  }

  static Stream<Arguments> media() {
    return Stream.of(
        row("MP4, header first", "video/mp4", 2500, film("isom", true, 600, 1500)),
        row("MP4, header last", "video/mp4", 2500, film("isom", false, 600, 1500)),
        row("MOV, header last", "video/quicktime", 10_010, film("qt  ", false, 1000, 10_010)),
        row("M4A", "audio/mp4", 60_000, film("M4A ", true, 44_100, 2_646_000)),
        row("MP4 with 64-bit fields", "video/mp4", 5_000_000, wideFilm()),
        row("WAV", "audio/wav", 1000, wav(176_400, 176_400)),
        row("WAV, length never filled in", "audio/wav", 2000, wav(-1, 352_800)),
        row("WAV that promises more than is there", "audio/wav", 500, wav(9_999_999, 88_200)),
        row("FLAC", "audio/flac", 1000, flac(44_100, 44_100)),
        row("MP3 with a frame count", "audio/mpeg", 26_122, mp3("Xing")),
        row("MP3 of one rate", "audio/mpeg", 26_122, mp3("none")),
        row("AAC", "audio/aac", 2322, aac(100)),
        row("Opus", "audio/ogg", 10_000, ogg("OpusHead\1\1", "3801", 480_312)),
        row("Vorbis", "audio/ogg", 3000, ogg("\1vorbis\0\0\0\0\2", "44ac0000", 132_300)),
        row("WebM", "video/webm", 12_345, matroska("webm", 12_345, 1_000_000)),
        row(
            "MKV of another scale",
            "video/x-matroska",
            1235,
            matroska("matroska", 12_345, 100_000)));
  }

  @Test
  void what_makes_no_sense_is_not_told() throws IOException {
    assertNone(film("isom", true, 0, 1500));
    assertNone(film("isom", true, 600, 0));
    assertNone(film("isom", true, 1, Integer.MAX_VALUE));
    assertNone(flac(0, 44_100));
    assertNone(matroska("webm", Float.NaN, 1_000_000));
    assertNone(matroska("webm", Float.POSITIVE_INFINITY, 1_000_000));
    assertNone(ogg("OpusHead\1\1", "3801", 0));
    assertNone(Sample.isoMedia("isom", "mp42"));
  }

  private static void assertNone(byte[] bytes) throws IOException {
    assertEquals(Optional.empty(), Optional.ofNullable(facts(bytes).duration()));
  }

  @Test
  void boxes_that_lead_nowhere_end_the_walk() throws IOException {
    assertNone(box("moov", box("mvhd", new byte[3])));
    // A box that is smaller than its header, and one whose size wraps around.
    assertNone(Sample.start().hex(hex(start())).hex("00000004").text("free").zeros(90).bytes());
    assertNone(
        Sample.start()
            .hex(hex(start()))
            .hex("00000001")
            .text("mdat")
            .hex("7fffffffffffffff")
            .zeros(90)
            .bytes());
    Sample many = Sample.start().hex(hex(start()));
    for (int i = 0; i < 20_000; i++) {
      many.hex("00000008").text("free");
    }
    assertNone(many.hex(hex(movieHeader(600, 1500))).bytes());
  }

  @Test
  void damaged_and_cut_headers_never_fail() throws IOException {
    Random random = new Random(20260301);
    for (Arguments row : media().toList()) {
      byte[] whole = (byte[]) row.get()[3];
      for (int round = 0; round < 60; round++) {
        byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
        for (int i = 0; i < 5; i++) {
          damaged[random.nextInt(Math.min(damaged.length, 300))] = (byte) random.nextInt();
        }
        Optional<Duration> told = Optional.ofNullable(facts(damaged).duration());
        assertTrue(
            told.stream().allMatch(time -> time.compareTo(DurationScan.LONGEST) <= 0),
            () -> row.get()[0] + ": " + told);
      }
    }
  }

  private static FileFacts facts(byte[] bytes) throws IOException {
    return FileFacts.of(ByteSource.of(bytes));
  }

  private static Arguments row(String name, String type, long millis, byte[] bytes) {
    return Arguments.of(name, type, millis, bytes);
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  private static byte[] box(String name, byte[] content) {
    return Sample.start().big(8 + content.length).text(name).hex(hex(content)).bytes();
  }

  private static byte[] start() {
    return Sample.start().big(20).text("ftypisom").big(0).text("mp42").bytes();
  }

  private static byte[] movieHeader(int scale, int units) {
    byte[] fields = Sample.start().zeros(12).big(scale).big(units).zeros(80).bytes();
    return box("moov", box("mvhd", fields));
  }

  private static byte[] film(String brand, boolean headerFirst, int scale, int units) {
    byte[] begin = Sample.start().big(20).text("ftyp" + brand).big(0).text(brand).bytes();
    byte[] data = box("mdat", new byte[DATA_BYTES]);
    byte[] padding = box("free", new byte[0]);
    byte[] movie = movieHeader(scale, units);
    Sample film = Sample.start().hex(hex(begin)).hex(hex(padding));
    return (headerFirst ? film.hex(hex(movie)).hex(hex(data)) : film.hex(hex(data)).hex(hex(movie)))
        .bytes();
  }

  private static byte[] wideFilm() {
    byte[] fields =
        Sample.start().hex("01000000").zeros(16).big(1000).big(0).big(5_000_000).zeros(80).bytes();
    return Sample.start()
        .hex(hex(start()))
        .hex("00000001")
        .text("mdat")
        .big(0)
        .big(16 + DATA_BYTES)
        .zeros(DATA_BYTES)
        .hex(hex(box("moov", box("mvhd", fields))))
        .bytes();
  }

  /** Stereo of 16 bits at 44.1 kHz, with another chunk before the data. */
  private static byte[] wav(int toldBytes, int dataBytes) {
    return Sample.start()
        .text("RIFF")
        .little(toldBytes)
        .text("WAVEfmt ")
        .little(16)
        .hex("0100 0200 44ac0000 10b10200 0400 1000")
        .text("LIST")
        .little(3)
        .zeros(4)
        .text("data")
        .little(toldBytes)
        .zeros(dataBytes)
        .bytes();
  }

  private static byte[] flac(int hertz, int samples) {
    return Sample.start()
        .text("fLaC")
        .hex("80000022")
        .zeros(10)
        .big(hertz << 12 | 0x2F0)
        .big(samples)
        .zeros(16 + 1000)
        .bytes();
  }

  /** A thousand frames of 1152 samples at 44.1 kHz and 128 kbit/s, 417 or 418 bytes each. */
  private static byte[] mp3(String note) {
    Sample first = Sample.start().hex("fffb9000").zeros(32).text(note).big(1).big(1000).upTo(417);
    Sample all = Sample.start().hex(hex(first.bytes()));
    for (int i = 1; i < 1000; i++) {
      all.hex("fffb9000").zeros(413);
    }
    return all.bytes();
  }

  /** Frames of 1024 samples at 44.1 kHz. */
  private static byte[] aac(int frames) {
    Sample all = Sample.start();
    for (int i = 0; i < frames; i++) {
      all.hex("fff15080 041ffc").zeros(25);
    }
    return all.bytes();
  }

  private static byte[] ogg(String packet, String hexBehind, int samples) {
    return Sample.start()
        .text("OggS")
        .hex("0002")
        .zeros(8)
        .hex("01020304")
        .zeros(8)
        .hex("01 1e")
        .latin(packet)
        .hex(hexBehind)
        .upTo(60)
        .zeros(DATA_BYTES)
        .text("OggS")
        .hex("0004")
        .little(samples)
        .zeros(4)
        .hex("01020304")
        .zeros(40)
        .text("OggS")
        .hex("0004")
        .little(77)
        .zeros(4)
        .hex("09090909")
        .zeros(40)
        .bytes();
  }

  private static byte[] matroska(String docType, float units, int scale) {
    byte[] header = Sample.matroska(docType);
    // The sample's header says 31 bytes: it ends there.
    Sample file = Sample.start().hex(hex(Arrays.copyOf(header, 36)));
    return file.hex("18538067 01ffffffffffffff")
        .hex("ec 83 000000")
        .hex("1549a966 8f")
        .hex("2ad7b1 84")
        .big(scale)
        .hex("4489 84")
        .big(Float.floatToIntBits(units))
        .hex("1f43b675 88")
        .zeros(DATA_BYTES)
        .bytes();
  }
}
