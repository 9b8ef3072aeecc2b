package dev.modelroute.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MagicBytesTest {
  private static final String HTML = "<!DOCTYPE html><script>alert(1)</script>";

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource({"images", "films", "sounds", "documents", "texts"})
  void a_format_is_told_by_its_first_bytes(String name, String expected, byte[] bytes) {
    assertEquals(expected, MagicBytes.detect(bytes), name);
  }

  static Stream<Arguments> images() {
    return Stream.of(
        row("PNG", "image/png", Sample.png(640, 480)),
        row("JPEG", "image/jpeg", Sample.jpeg(640, 480, 20)),
        row("GIF 87", "image/gif", Sample.gif("GIF87a", 3, 2)),
        row("GIF 89", "image/gif", Sample.gif("GIF89a", 3, 2)),
        row("WebP lossy", "image/webp", Sample.webp("VP8 ", "")),
        row("WebP lossless", "image/webp", Sample.webp("VP8L", "2f")),
        row("WebP extended", "image/webp", Sample.webp("VP8X", "")),
        row("AVIF", "image/avif", Sample.isoMedia("avif", "mif1", "miaf")),
        row("AVIF sequence", "image/avif", Sample.isoMedia("avis", "msf1", "iso8")),
        row("AVIF by a compatible brand", "image/avif", Sample.isoMedia("mif1", "miaf", "avif")),
        row("HEIC", "image/heic", Sample.isoMedia("heic", "mif1", "heic")),
        row("HEIC by a compatible brand", "image/heic", Sample.isoMedia("mif1", "heix")),
        row("BMP", "image/bmp", Sample.bmp(40, 3, 2)),
        row("BMP of OS/2", "image/bmp", Sample.bmp(12, 3, 2)),
        row("TIFF little", "image/tiff", Sample.start().text("II").hex("2a00").little(8).bytes()),
        row("TIFF big", "image/tiff", Sample.start().text("MM").hex("002a").big(8).bytes()));
  }

  static Stream<Arguments> films() {
    return Stream.of(
        row("MP4", "video/mp4", Sample.isoMedia("isom", "iso2", "avc1", "mp41")),
        row("MP4 of a maker", "video/mp4", Sample.isoMedia("XAVC", "mp42", "iso2")),
        row("MOV", "video/quicktime", Sample.isoMedia("qt  ", "qt  ")),
        row(
            "MOV before brands",
            "video/quicktime",
            Sample.start().big(8).text("wide").big(5000).text("mdat").zeros(40).bytes()),
        row(
            "MOV, movie first",
            "video/quicktime",
            Sample.start().big(900).text("moov").big(108).text("mvhd").zeros(40).bytes()),
        row("WebM", "video/webm", Sample.matroska("webm")),
        row("MKV", "video/x-matroska", Sample.matroska("matroska")),
        row("another EBML document", "application/octet-stream", Sample.matroska("other")));
  }

  static Stream<Arguments> sounds() {
    return Stream.of(
        row("MP3", "audio/mpeg", Sample.mp3()),
        row("MP3, one frame", "audio/mpeg", Arrays.copyOf(Sample.mp3(), 417)),
        row(
            "MP3 with a tag",
            "audio/mpeg",
            Sample.start().text("ID3").hex("040000 00000a7f").bytes()),
        row("WAV", "audio/wav", wav("RIFF")),
        row("WAV over 4 GB", "audio/wav", wav("RF64")),
        row("FLAC", "audio/flac", Sample.start().text("fLaC").hex("00000022").zeros(34).bytes()),
        row("FLAC, only block", "audio/flac", Sample.start().text("fLaC").hex("80000022").bytes()),
        row("Opus", "audio/ogg", Sample.ogg("OpusHead\1")),
        row("Vorbis", "audio/ogg", Sample.ogg("\1vorbis")),
        row("Ogg of a film", "application/octet-stream", Sample.ogg("\u0080theora")),
        row("AAC", "audio/aac", Sample.aac()),
        row("M4A", "audio/mp4", Sample.isoMedia("M4A ", "mp42", "isom")));
  }

  private static byte[] wav(String marker) {
    return Sample.start().text(marker).little(36).text("WAVEfmt ").little(16).zeros(20).bytes();
  }

  static Stream<Arguments> documents() {
    return Stream.of(
        row("PDF", "application/pdf", Sample.of("%PDF-1.7\n")),
        row("ZIP", "application/zip", Sample.start().text("PK").hex("0304").zeros(40).bytes()),
        row(
            "empty ZIP",
            "application/zip",
            Sample.start().text("PK").hex("0506").zeros(18).bytes()),
        row("GLB", "model/gltf-binary", Sample.start().text("glTF").little(2).little(200).bytes()),
        row(
            "JSON",
            "application/json",
            Sample.of(" {\"a\": [1, -2.5e3, true, null, \"x\\\"\"]}\n")),
        row("JSON list", "application/json", Sample.of("[]")),
        row("long JSON", "application/json", Sample.of("[" + "\"é\",".repeat(2000) + "1]")),
        row("JSON cut in a word", "application/json", Sample.of("[" + " ".repeat(4093) + "true]")));
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        row("text", "text/plain", Sample.of("Grüße, 世界\r\n\tend\n")),
        row("text with a mark", "text/plain", Sample.of("\ufeffhello")),
        row("text cut in a character", "text/plain", Sample.of("a" + "é".repeat(4000))),
        row("HTML", "text/plain", Sample.of(HTML)),
        row("SVG", "text/plain", Sample.of("<svg xmlns='x'><script>alert(1)</script></svg>")),
        row("XML", "text/plain", Sample.of("<?xml version='1.0'?><a/>")),
        row("almost JSON", "text/plain", Sample.of("{a: 1}")),
        row("JSON lines", "text/plain", Sample.of("{\"a\":1}\n{\"a\":2}\n")),
        row("a broken JSON file", "text/plain", Sample.of("{\"a\": [1, 2")),
        row("a number", "text/plain", Sample.of("42")),
        row("deep JSON", "text/plain", Sample.of("[".repeat(2000))),
        row("Latin-1", "application/octet-stream", Sample.start().latin("Gr\u00fc\u00dfe").bytes()),
        row("text with a NUL", "application/octet-stream", Sample.of("abc\0def")),
        row(
            "half a character at the end",
            "application/octet-stream",
            Sample.start().hex("61c3").bytes()),
        row("UTF-16", "application/octet-stream", Sample.start().hex("fffe610062006300").bytes()),
        row("nothing", "application/octet-stream", new byte[0]));
  }

  /** A marker alone, glued before something else, is not believed. */
  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource
  void polyglots_get_no_type_that_a_browser_runs(String name, String expected, byte[] bytes) {
    assertEquals(expected, MagicBytes.detect(bytes), name);
  }

  static Stream<Arguments> polyglots_get_no_type_that_a_browser_runs() {
    return Stream.of(
        row("PNG marker, HTML", "application/octet-stream", marked("89504e470d0a1a0a")),
        row(
            "whole PNG header, HTML",
            "image/png",
            Sample.start().hex(hex(Sample.png(1, 1))).text(HTML).bytes()),
        row("JPEG marker, HTML", "application/octet-stream", marked("ffd8ff")),
        row("GIF in HTML", "text/plain", Sample.of("<html>GIF89a")),
        row("GIF89a=script", "image/gif", Sample.of("GIF89a=1;alert(1)//")),
        row("BM and text", "text/plain", Sample.of("BMW builds cars, and a few of them are fast")),
        row("RIFF and text", "text/plain", Sample.of("RIFF is a container")),
        row("frame sync, HTML", "application/octet-stream", marked("fffb9000")),
        row("ADTS sync, HTML", "application/octet-stream", marked("fff15080041ffc")),
        row("ftyp with an absurd size", "text/plain", Sample.of("AAAAftypisom" + HTML)),
        row("ID3 in words", "text/plain", Sample.of("ID3 tags are old")),
        row("PK in words", "text/plain", Sample.of("PK\tis short for primary key")),
        row("PDF after HTML", "text/plain", Sample.of(HTML + "%PDF-1.7")),
        row("%PDF- without version", "text/plain", Sample.of("%PDF-<script>")),
        row(
            "ZIP behind HTML",
            "application/octet-stream",
            Sample.start().text(HTML).hex("504b0304").bytes()),
        row(
            "OggS, HTML",
            "application/octet-stream",
            Sample.start().text("OggS").zeros(22).text(HTML).bytes()));
  }

  @Test
  void cutting_a_file_anywhere_never_fails_and_never_makes_another_media_type() {
    Stream.of(images(), films(), sounds(), documents())
        .flatMap(rows -> rows)
        .forEach(row -> {
          byte[] whole = (byte[]) row.get()[2];
          for (int length = 0; length < whole.length; length++) {
            String cut = MagicBytes.detect(Arrays.copyOf(whole, length));
            boolean harmless =
                cut.equals(row.get()[1])
                    || cut.equals(ContentTypes.UNKNOWN)
                    || cut.equals(ContentTypes.TEXT);
            assertTrue(harmless, row.get()[0] + " cut to " + length + " is " + cut);
          }
        });
  }

  @Test
  void random_bytes_behind_any_marker_never_fail() {
    Random random = new Random(20260301);
    Stream.of(images(), films(), sounds(), documents())
        .flatMap(rows -> rows)
        .forEach(row -> {
          byte[] whole = ((byte[]) row.get()[2]).clone();
          for (int round = 0; round < 200 && whole.length > 0; round++) {
            whole[random.nextInt(whole.length)] = (byte) random.nextInt();
            String type = MagicBytes.detect(whole);
            assertTrue(ImageHeader.read(type, whole).stream().allMatch(size -> size.width() > 0));
          }
        });
  }

  @Test
  void only_raster_images_sound_and_film_are_shown() {
    Stream.of(images(), films(), sounds())
        .flatMap(rows -> rows)
        .map(row -> (String) row.get()[1])
        .filter(type -> !type.equals(ContentTypes.UNKNOWN))
        .forEach(type -> assertTrue(!ContentTypes.isAttachment(type), type));
    Stream.of("text/plain", "text/html", "image/svg+xml", "application/pdf", "application/json")
        .forEach(type -> assertTrue(ContentTypes.isAttachment(type), type));
    assertTrue(ContentTypes.isAttachment(ContentTypes.UNKNOWN));
    assertTrue(ContentTypes.isAttachment(ContentTypes.ZIP));
    assertTrue(ContentTypes.isAttachment(ContentTypes.GLB));
  }

  private static Arguments row(String name, String expected, byte[] bytes) {
    return Arguments.of(name, expected, bytes);
  }

  private static byte[] marked(String hex) {
    return Sample.start().hex(hex).text(HTML + " ".repeat(100)).bytes();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
