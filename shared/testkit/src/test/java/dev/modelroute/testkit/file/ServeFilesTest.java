package dev.modelroute.testkit.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.file.DeleteFile;
import dev.modelroute.core.file.DeleteFile.Deleted;
import dev.modelroute.core.file.DownloadFile;
import dev.modelroute.core.file.DownloadFile.Downloaded;
import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.file.FileJson;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.IssueReadUrl;
import dev.modelroute.core.file.ListFiles;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.ReadFile;
import dev.modelroute.core.file.ReadUrl;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.id.PageRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServeFilesTest {
  private static final byte[] PNG = FileWorld.png(3, 2);

  private final FileWorld world = new FileWorld();
  private final ReadFile read = new ReadFile(world.files, world.time);
  private final ListFiles list = new ListFiles(world.files, world.time);
  private final IssueReadUrl issue =
      new IssueReadUrl(world.files, world.audit, world.links(), world.time);
  private final DownloadFile download =
      new DownloadFile(world.files, world.audit, world.stores, world.links(), world.time);
  private final DeleteFile delete = new DeleteFile(world.files, world.stores, world.time);

  @Test
  void only_the_owner_sees_a_file_and_only_while_it_lives() {
    StoredFile file = world.ready(PNG);
    FileRef open = world.upload().file().id();
    assertEquals(Optional.of(file), read.read(world.owner, file.id()));
    assertNothingFor(open);

    assertEquals(Optional.empty(), read.read(world.stranger, file.id()));
    assertEquals(Optional.empty(), issue.issue(world.stranger, file.id()));
    assertEquals(new Downloaded.NotFound(), download.download(world.stranger, file.id(), true));
    assertEquals(Deleted.NOT_FOUND, delete.delete(world.stranger, file.id()));
    assertEquals(List.of(), list.list(world.stranger, PageRequest.first(10)).items());

    world.time.advance(Duration.ofDays(30));
    assertNothingFor(file.id());
    assertEquals(Deleted.NOT_FOUND, delete.delete(world.owner, file.id()));
    assertEquals(List.of(), list.list(world.owner, PageRequest.first(10)).items());
  }

  private void assertNothingFor(FileRef id) {
    assertEquals(Optional.empty(), read.read(world.owner, id));
    assertEquals(Optional.empty(), issue.issue(world.owner, id));
    assertEquals(new Downloaded.NotFound(), download.download(world.owner, id, false));
  }

  @Test
  void a_read_url_works_an_hour_and_shows_images() {
    StoredFile file = world.ready(PNG);
    ReadUrl url = issue.issue(world.owner, file.id()).orElseThrow();

    MemoryObjectStore.Fetched fetched = world.objects.fetch(url.url());
    assertEquals("image/png", fetched.contentType());
    assertFalse(fetched.attachment());
    assertArrayEquals(PNG, fetched.body());
    assertEquals(
        "{\"url\":\"%s\",\"expires_at\":\"2026-03-01T13:00:00Z\",\"content_type\":\"image/png\",\"size_bytes\":64}"
            .formatted(url.url()),
        FileJson.readUrl(url).toText());
    assertEquals(
        List.of(FileAction.READ_URL, FileAction.CONFIRM, FileAction.UPLOAD),
        world.actions(file.id()));
    world.time.advance(Duration.ofHours(1));
    assertEquals(403, world.objects.fetch(url.url()).status());
  }

  @Test
  void markup_is_served_as_text_to_be_saved() {
    StoredFile file = world.ready(FileWorld.HTML);
    ReadUrl url = issue.issue(world.owner, file.id()).orElseThrow();
    MemoryObjectStore.Fetched fetched = world.objects.fetch(url.url());
    assertEquals("text/plain", fetched.contentType());
    assertTrue(fetched.attachment());
    Downloaded.Bytes bytes =
        assertInstanceOf(Downloaded.Bytes.class, download.download(world.owner, file.id(), true));
    assertTrue(bytes.attachment());
  }

  @Test
  void a_url_does_not_outlive_its_file() {
    StoredFile file = world.ready(PNG);
    world.time.set(file.expiresAt().minusSeconds(10));
    ReadUrl url = issue.issue(world.owner, file.id()).orElseThrow();
    assertEquals(file.expiresAt(), url.expiresAt());
    world.time.advance(Duration.ofSeconds(10));
    assertEquals(403, world.objects.fetch(url.url()).status());
  }

  @Test
  void a_download_is_bytes_when_small_and_wanted_else_a_redirect() throws IOException {
    StoredFile small = world.ready(PNG);
    Downloaded.Bytes bytes =
        assertInstanceOf(Downloaded.Bytes.class, download.download(world.owner, small.id(), true));
    assertArrayEquals(PNG, bytes.content().open().readAllBytes());
    assertEquals(PNG.length, bytes.content().length());
    assertFalse(bytes.attachment());
    world.time.advance(Duration.ofSeconds(1));
    assertRedirected(small, false);

    StoredFile limit = world.ready(Arrays.copyOf(PNG, 4 * 1024 * 1024));
    assertInstanceOf(Downloaded.Bytes.class, download.download(world.owner, limit.id(), true));
    assertRedirected(world.ready(Arrays.copyOf(PNG, 4 * 1024 * 1024 + 1)), true);
    assertEquals(2, world.actions(small.id()).stream().filter(FileAction.DOWNLOAD::equals).count());
  }

  private void assertRedirected(StoredFile file, boolean wantsBytes) {
    Downloaded.Redirect redirect =
        assertInstanceOf(
            Downloaded.Redirect.class, download.download(world.owner, file.id(), wantsBytes));
    assertEquals(200, world.objects.fetch(redirect.target().url()).status());
  }

  @Test
  void delete_removes_row_and_bytes_once() {
    StoredFile file = world.ready(PNG);
    assertEquals(Deleted.DELETED, delete.delete(world.owner, file.id()));
    assertEquals(Deleted.NOT_FOUND, delete.delete(world.owner, file.id()));
    assertNothingFor(file.id());
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
    assertEquals(
        List.of(FileAction.DELETE, FileAction.CONFIRM, FileAction.UPLOAD),
        world.actions(file.id()));
  }

  @Test
  void an_open_upload_can_be_deleted_too() {
    FileRef id = world.uploaded(PNG).file().id();
    assertEquals(Deleted.DELETED, delete.delete(world.owner, id));
    assertEquals(Set.of(), world.objects.keys(Area.UPLOADS));
  }

  @Test
  void a_list_is_newest_first() {
    StoredFile first = world.ready(PNG);
    world.time.advance(Duration.ofSeconds(1));
    StoredFile second = world.ready(PNG);
    world.upload();
    assertEquals(List.of(second, first), list.list(world.owner, PageRequest.first(10)).items());
  }

  @Test
  void metadata_tell_purpose_and_pixels_where_known() {
    StoredFile file = world.ready(PNG);
    assertTrue(
        FileJson.metadata(file)
            .toText()
            .endsWith(",\"purpose\":\"INPUT\",\"width\":3,\"height\":2}"));
    assertTrue(
        FileJson.metadata(world.ready(FileWorld.HELLO))
            .toText()
            .endsWith(",\"purpose\":\"INPUT\"}"));
  }
}
