package dev.modelroute.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.provider.ByteSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.tika.Tika;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our detector against an independent one, Apache Tika's, on every sample of {@link MagicBytesTest}
 * and on files that the JDK writes. They agree but for what is written down here, each with its
 * reason; ours comes first.
 */
class TikaDifferencesTest {
  /** The same type by another name. */
  private static final Map<String, String> NAMES =
      Map.of(
          "audio/vnd.wave", "audio/wav",
          "audio/x-flac", "audio/flac",
          "audio/x-aac", "audio/aac",
          "audio/vorbis", "audio/ogg");

  private static final String NONE = "application/octet-stream";

  private final Tika tika = new Tika();

  private Map<String, String> differences(Stream<Arguments> rows) {
    Map<String, String> found = new TreeMap<>();
    rows.forEach(row -> {
      byte[] bytes = (byte[]) row.get()[2];
      String theirs = tika.detect(bytes);
      String ours = MagicBytes.detect(bytes);
      if (!ours.equals(NAMES.getOrDefault(theirs, theirs))) {
        found.put((String) row.get()[0], ours + " | " + theirs);
      }
    });
    return found;
  }

  @Test
  void images_and_documents_differ_where_one_looks_further() {
    assertEquals(
        Map.ofEntries(
            // We read the compatible brands too, and sequences; Tika the major brand only.
            Map.entry("AVIF by a compatible brand", "image/avif | image/heif"),
            Map.entry("AVIF sequence", "image/avif | video/quicktime"),
            Map.entry("HEIC by a compatible brand", "image/heic | image/heif"),
            // Tika wants the number of colour planes, which the sample leaves at zero.
            Map.entry("BMP", "image/bmp | " + NONE),
            Map.entry("BMP of OS/2", "image/bmp | " + NONE),
            // Tika has no magic bytes for GLB, and none for JSON: it goes by the name of a file.
            Map.entry("GLB", "model/gltf-binary | " + NONE),
            Map.entry("JSON", "application/json | text/plain"),
            Map.entry("JSON cut in a word", "application/json | text/plain"),
            Map.entry("JSON list", "application/json | text/plain"),
            Map.entry("long JSON", "application/json | text/plain")),
        differences(Stream.concat(MagicBytesTest.images(), MagicBytesTest.documents())));
  }

  @Test
  void sound_and_film_differ_where_the_container_says_too_little() {
    assertEquals(
        Map.ofEntries(
            // Without its parsers Tika calls each box file QuickTime, each EBML file Matroska and
            // each Ogg file Ogg; we read the brand, the document type and the first packet.
            Map.entry("MP4", "video/mp4 | video/quicktime"),
            Map.entry("MP4 of a maker", "video/mp4 | video/quicktime"),
            Map.entry("MKV", "video/x-matroska | application/x-matroska"),
            Map.entry("WebM", "video/webm | application/x-matroska"),
            Map.entry("another EBML document", NONE + " | application/x-matroska"),
            Map.entry("Opus", "audio/ogg | application/ogg"),
            // Ogg with film is no type of ours.
            Map.entry("Ogg of a film", NONE + " | video/theora"),
            Map.entry("WAV over 4 GB", "audio/wav | " + NONE)),
        differences(Stream.concat(MagicBytesTest.films(), MagicBytesTest.sounds())));
  }

  @Test
  void texts_differ_where_a_browser_would_run_them_and_in_other_encodings() {
    assertEquals(
        Map.of(
            // On purpose: what a browser would run is text to us.
            "HTML",
            "text/plain | text/html",
            "XML",
            "text/plain | application/xml",
            // Text is UTF-8 to us, and whole.
            "UTF-16",
            NONE + " | text/plain",
            "half a character at the end",
            NONE + " | text/plain"),
        differences(MagicBytesTest.texts()));
  }

  /** Tika believes a marker; we want what must come behind it. */
  @Test
  void a_marker_glued_before_something_else_is_believed_by_tika_only() {
    assertEquals(
        Map.ofEntries(
            Map.entry("%PDF- without version", "text/plain | application/pdf"),
            Map.entry("ADTS sync, HTML", NONE + " | text/html"),
            Map.entry("GIF in HTML", "text/plain | text/html"),
            Map.entry("ID3 in words", "text/plain | audio/mpeg"),
            Map.entry("JPEG marker, HTML", NONE + " | image/jpeg"),
            Map.entry("OggS, HTML", NONE + " | application/ogg"),
            Map.entry("PDF after HTML", "text/plain | text/html"),
            Map.entry("PNG marker, HTML", NONE + " | image/png"),
            Map.entry("ZIP behind HTML", NONE + " | text/html"),
            Map.entry("frame sync, HTML", NONE + " | text/html"),
            Map.entry("ftyp with an absurd size", "text/plain | video/quicktime")),
        differences(MagicBytesTest.polyglots_get_no_type_that_a_browser_runs()));
  }

  @ParameterizedTest
  @CsvSource({
    "png, image/png",
    "jpeg, image/jpeg",
    "gif, image/gif",
    "bmp, image/bmp",
    "tiff, image/tiff"
  })
  void images_written_by_the_jdk_are_told_by_both_with_their_size(String format, String type)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    assertTrue(ImageIO.write(image, format, out));
    FileFacts facts = FileFacts.of(ByteSource.of(out.toByteArray()));
    assertEquals(type, facts.contentType());
    assertEquals(type, tika.detect(out.toByteArray()));
    assertEquals(64, facts.width());
    assertEquals(48, facts.height());
  }

  @Test
  void sound_written_by_the_jdk_is_told_by_both_with_its_duration() throws IOException {
    AudioFormat format = new AudioFormat(22_050, 16, 1, true, false);
    byte[] samples = new byte[22_050 * 2 * 3];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(
            new ByteArrayInputStream(samples), format, samples.length / format.getFrameSize()),
        AudioFileFormat.Type.WAVE,
        out);
    FileFacts facts = FileFacts.of(ByteSource.of(out.toByteArray()));
    assertEquals("audio/wav", facts.contentType());
    assertEquals("audio/vnd.wave", tika.detect(out.toByteArray()));
    assertEquals(Duration.ofSeconds(3), facts.duration());
  }

  @Test
  void an_archive_written_by_the_jdk_is_told_by_both_and_an_office_file_is_an_archive_to_us()
      throws IOException {
    for (String entry : Arrays.asList("a.txt", "[Content_Types].xml")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(new byte[100]);
      }
      assertEquals("application/zip", MagicBytes.detect(out.toByteArray()));
      String theirs = tika.detect(out.toByteArray());
      assertEquals(entry.equals("a.txt") ? "application/zip" : "application/x-tika-ooxml", theirs);
    }
  }
}
