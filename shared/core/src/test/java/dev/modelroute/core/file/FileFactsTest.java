package dev.modelroute.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.provider.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FileFactsTest {

  @Test
  void one_pass_finds_type_size_digest_and_pixels() throws IOException {
    byte[] photograph = Arrays.copyOf(Sample.jpeg(4000, 3000, 70_000), 900_001);
    assertEquals(
        new FileFacts("image/jpeg", 900_001, Digests.sha256(photograph), 4000, 3000, null),
        FileFacts.of(ByteSource.of(photograph)));
  }

  /** What a thread allocates, unlike what a heap holds, is the same on every run. */
  @Test
  void a_pass_over_the_largest_file_allocates_less_than_a_megabyte() throws IOException {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    InputStream film = new Film(StoredFile.MAX_BYTES);
    long before = threads.getCurrentThreadAllocatedBytes();
    FileFacts facts = FileFacts.read(film);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(StoredFile.MAX_BYTES, facts.sizeBytes());
    assertEquals("video/mp4", facts.contentType());
    assertTrue(allocated < 1 << 20, "bytes: " + allocated);
  }

  /** The beginning of a film, then zeros. */
  private static final class Film extends InputStream {
    private final byte[] begin = Sample.isoMedia("isom", "mp42");
    private final long length;
    private long position;

    Film(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      int given = (int) Math.min(count, length - position);
      for (int i = 0; i < given; i++) {
        target[offset + i] = position + i < begin.length ? begin[(int) position + i] : 0;
      }
      position += given;
      return given > 0 ? given : -1;
    }
  }

  @Test
  void a_file_without_pixels_has_none() throws IOException {
    byte[] text = Sample.of("hello");
    assertEquals(
        new FileFacts("text/plain", 5, Digests.sha256(text), null, null, null),
        FileFacts.of(ByteSource.of(text)));
    assertEquals(0, FileFacts.of(ByteSource.of(new byte[0])).sizeBytes());
  }
}
