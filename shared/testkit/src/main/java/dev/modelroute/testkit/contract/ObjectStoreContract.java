package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.ObjectStore.ObjectFacts;
import dev.modelroute.core.provider.ByteSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} does. */
public abstract class ObjectStoreContract {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] FIRST = "first".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SECOND = "second, longer".getBytes(StandardCharsets.UTF_8);

  /** The store under test; may be shared, keys of tests differ. */
  protected abstract ObjectStore store();

  /** Sends a PUT with this body and no header of its own, and tells the status. */
  protected abstract int send(URI url, byte[] body) throws IOException, InterruptedException;

  /** Sends a GET. */
  protected abstract Answer get(URI url) throws IOException, InterruptedException;

  /**
   * Answer to a GET.
   *
   * @param attachment whether {@code Content-Disposition} says so
   */
  // Compared nowhere: tests look at the parts.
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(int status, String contentType, boolean attachment, byte[] body) {}

  @Test
  void an_upload_url_takes_bytes_without_any_header_and_the_last_ones_count() throws Exception {
    String key = newKey();
    URI url = store().presignPut(key, HOUR);
    assertEquals(Optional.empty(), store().facts(Area.UPLOADS, key));

    assertEquals(200, send(url, FIRST));
    ObjectFacts first = store().facts(Area.UPLOADS, key).orElseThrow();
    assertEquals(200, send(url, SECOND));
    ObjectFacts second = store().facts(Area.UPLOADS, key).orElseThrow();

    assertEquals(FIRST.length, first.sizeBytes());
    assertEquals(SECOND.length, second.sizeBytes());
    assertNotEquals(first.eTag(), second.eTag());
    assertEquals(Optional.empty(), store().facts(Area.FILES, key));
  }

  @Test
  void an_empty_upload_has_facts() throws Exception {
    String key = newKey();
    assertEquals(200, send(store().presignPut(key, HOUR), new byte[0]));
    assertEquals(0, store().facts(Area.UPLOADS, key).orElseThrow().sizeBytes());
  }

  @Test
  void promote_copies_what_was_seen_and_nothing_else() throws Exception {
    String upload = newKey();
    String copy = upload + "/" + newKey();
    URI url = store().presignPut(upload, HOUR);
    assertFalse(store().promote(upload, "\"0123456789abcdef0123456789abcdef\"", copy));
    assertEquals(200, send(url, FIRST));
    ObjectFacts seen = store().facts(Area.UPLOADS, upload).orElseThrow();

    assertEquals(200, send(url, SECOND));
    assertFalse(store().promote(upload, seen.eTag(), copy));
    assertEquals(Optional.empty(), store().facts(Area.FILES, copy));

    ObjectFacts changed = store().facts(Area.UPLOADS, upload).orElseThrow();
    assertTrue(store().promote(upload, changed.eTag(), copy));
    assertEquals(200, send(url, FIRST));
    assertArrayEquals(SECOND, read(copy, null));
  }

  @Test
  void put_stores_what_open_reads_whole_or_from_the_start() throws Exception {
    String key = "outputs/" + newKey() + "/1/0";
    ObjectFacts stored = store().put(key, ByteSource.of(SECOND));

    assertEquals(SECOND.length, stored.sizeBytes());
    assertEquals(Optional.of(stored), store().facts(Area.FILES, key));
    assertArrayEquals(SECOND, read(key, null));
    assertArrayEquals("sec".getBytes(StandardCharsets.UTF_8), read(key, 3L));
    assertArrayEquals(SECOND, read(key, 1000L));
  }

  @Test
  void a_list_is_in_order_of_keys_and_goes_on_behind_one() {
    String prefix = "confirmed/" + newKey() + "/";
    store().put("confirmed/" + newKey(), ByteSource.of(FIRST));
    for (String name : List.of("b", "a", "d/e", "c")) {
      store().put(prefix + name, ByteSource.of(FIRST));
    }
    assertEquals(List.of("a", "b"), names(prefix, "", 2));
    assertEquals(List.of("c", "d/e"), names(prefix, prefix + "b", 2));
    assertEquals(List.of(), names(prefix, prefix + "d/e", 2));
    Instant changedAt = store().list(prefix, "", 1).getFirst().changedAt();
    assertTrue(changedAt.isAfter(Instant.parse("2020-01-01T00:00:00Z")), changedAt::toString);
  }

  private List<String> names(String prefix, String after, int limit) {
    return store().list(prefix, after, limit).stream()
        .map(object -> object.key().substring(prefix.length()))
        .toList();
  }

  @Test
  void a_second_put_replaces_the_first() throws Exception {
    String key = newKey();
    store().put(key, ByteSource.of(SECOND));
    store().put(key, ByteSource.of(FIRST));
    assertArrayEquals(FIRST, read(key, null));
  }

  @Test
  void put_streams_a_source_that_is_never_whole_in_memory() throws Exception {
    String key = newKey();
    long length = 6 * 1024 * 1024 + 1;
    assertEquals(length, store().put(key, new Zeros(length)).sizeBytes());
    try (InputStream stream = store().open(key, null)) {
      assertEquals(length, stream.transferTo(OutputStream.nullOutputStream()));
    }
  }

  @Test
  void what_is_not_there_cannot_be_opened() {
    String key = newKey();
    assertThrows(FileNotFoundException.class, () -> store().open(key, null).close());
    assertThrows(FileNotFoundException.class, () -> store().open(key, 10L).close());
  }

  @Test
  void delete_removes_from_its_area_and_may_be_repeated() throws Exception {
    String key = newKey();
    assertEquals(200, send(store().presignPut(key, HOUR), FIRST));
    store().put(key, ByteSource.of(FIRST));

    store().delete(Area.UPLOADS, key);
    store().delete(Area.UPLOADS, key);

    assertEquals(Optional.empty(), store().facts(Area.UPLOADS, key));
    assertArrayEquals(FIRST, read(key, null));
  }

  @Test
  void a_read_url_serves_under_the_type_it_was_made_for() throws Exception {
    String key = newKey();
    store().put(key, ByteSource.of(FIRST));

    Answer shown = get(store().presignGet(key, HOUR, "image/png", false));
    Answer saved = get(store().presignGet(key, HOUR, "text/plain", true));

    assertEquals(200, shown.status());
    assertEquals("image/png", shown.contentType());
    assertFalse(shown.attachment());
    assertArrayEquals(FIRST, shown.body());
    assertEquals("text/plain", saved.contentType());
    assertTrue(saved.attachment());
  }

  @Test
  void a_url_is_good_for_one_method_only() throws Exception {
    String key = newKey();
    store().put(key, ByteSource.of(FIRST));
    assertEquals(403, send(store().presignGet(key, HOUR, "text/plain", true), SECOND));
    assertEquals(403, get(store().presignPut(key, HOUR)).status());
    assertArrayEquals(FIRST, read(key, null));
  }

  private byte[] read(String key, @Nullable Long length) throws IOException {
    try (InputStream stream = store().open(key, length)) {
      return stream.readAllBytes();
    }
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }

  /** So many zero bytes. */
  private record Zeros(long length) implements ByteSource {
    @Override
    public InputStream open() {
      return new InputStream() {
        private long left = length;

        @Override
        public int read() {
          return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int count) {
          if (left <= 0) {
            return -1;
          }
          int given = (int) Math.min(count, left);
          Arrays.fill(target, offset, offset + given, (byte) 0);
          left -= given;
          return given;
        }
      };
    }
  }
}
