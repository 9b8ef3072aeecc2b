package dev.modelroute.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.provider.ByteSource;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FileFactsTest {

  @Test
  void one_pass_finds_type_size_digest_and_pixels() throws IOException {
    byte[] photograph = Arrays.copyOf(Sample.jpeg(4000, 3000, 70_000), 900_001);
    assertEquals(
        new FileFacts("image/jpeg", 900_001, Digests.sha256(photograph), 4000, 3000),
        FileFacts.of(ByteSource.of(photograph)));
  }

  @Test
  void a_file_without_pixels_has_none() throws IOException {
    byte[] text = Sample.of("hello");
    assertEquals(
        new FileFacts("text/plain", 5, Digests.sha256(text), null, null),
        FileFacts.of(ByteSource.of(text)));
    assertEquals(0, FileFacts.of(ByteSource.of(new byte[0])).sizeBytes());
  }
}
