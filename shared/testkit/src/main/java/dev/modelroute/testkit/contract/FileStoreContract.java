package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Status;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link FileStore} does. */
public abstract class FileStoreContract extends FileStoreFixture {

  @Test
  void a_row_comes_back_as_it_was_stored() {
    StoredFile upload = upload(START);
    assertTrue(store.create(upload, event(upload, FileAction.UPLOAD, START)));
    assertEquals(Optional.of(upload), store.find(organization, upload.id()));

    StoredFile photograph = upload.confirmed("key/1", PHOTOGRAPH, START);
    assertTrue(store.confirm(photograph, event(upload, FileAction.CONFIRM, START)));
    assertEquals(Optional.of(photograph), store.find(organization, upload.id()));

    StoredFile song = upload(START).confirmed("key/3", SONG, START);
    assertTrue(store.create(song, event(song, FileAction.OUTPUT, START)));
    assertEquals(Optional.of(song), store.find(organization, song.id()));

    StoredFile note = upload(START).confirmed("key/2", NOTE, START);
    assertTrue(store.create(note, event(note, FileAction.OUTPUT, START)));
    assertEquals(Optional.of(note), store.find(organization, note.id()));
  }

  @Test
  void an_id_is_taken_once() {
    StoredFile first = created(START).confirmed("key/1", NOTE, START);
    assertFalse(store.create(first, event(first, FileAction.OUTPUT, START)));
    assertEquals(Status.UPLOADING, store.find(organization, first.id()).orElseThrow().status());
    assertEquals(1, events(organization).size());
  }

  @Test
  void another_organisations_file_is_not_there() {
    StoredFile file = created(START);
    assertEquals(Optional.empty(), store.find(stranger, file.id()));
    assertEquals(Optional.empty(), store.find(organization, FileRef.of(UUID.randomUUID())));
    StoredFile stolen = owned(file, stranger);
    assertFalse(
        store.confirm(stolen.confirmed("key/1", NOTE, START), foreign(file, FileAction.CONFIRM)));
    assertFalse(store.delete(stolen, foreign(file, FileAction.DELETE)));
    assertEquals(Optional.of(file), store.find(organization, file.id()));
    assertEquals(List.of(), events(stranger));
  }

  @Test
  void an_upload_is_confirmed_once() {
    StoredFile file = created(START);
    StoredFile winner = file.confirmed("key/1", PHOTOGRAPH, START);
    StoredFile loser = file.confirmed("key/2", NOTE, START);
    assertTrue(store.confirm(winner, event(file, FileAction.CONFIRM, START.plusSeconds(1))));
    assertFalse(store.confirm(loser, event(file, FileAction.CONFIRM, START.plusSeconds(2))));
    assertEquals(Optional.of(winner), store.find(organization, file.id()));
    assertEquals(
        List.of(FileAction.CONFIRM.action(), FileAction.UPLOAD.action()),
        events(organization).stream().map(AuditEvent::action).toList());
  }

  @Test
  void of_many_confirms_at_once_one_wins() throws Exception {
    StoredFile file = created(START);
    List<Callable<Boolean>> confirms = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      StoredFile ready = file.confirmed("key/" + i, NOTE, START);
      confirms.add(() -> store.confirm(ready, event(file, FileAction.CONFIRM, START)));
    }
    int winners = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> won : threads.invokeAll(confirms)) {
        winners += won.get() ? 1 : 0;
      }
    }
    assertEquals(1, winners);
    assertEquals(2, events(organization).size());
  }

  @Test
  void what_does_not_exist_is_neither_confirmed_nor_deleted() {
    StoredFile unknown = upload(START);
    assertFalse(
        store.confirm(
            unknown.confirmed("key/1", NOTE, START), event(unknown, FileAction.CONFIRM, START)));
    assertFalse(store.delete(unknown, event(unknown, FileAction.DELETE, START)));
    assertEquals(List.of(), events(organization));
  }

  @Test
  void a_deleted_file_is_gone_for_good() {
    StoredFile file = ready(START);
    assertTrue(store.delete(file, event(file, FileAction.DELETE, START)));
    assertEquals(Optional.empty(), store.find(organization, file.id()));
    assertFalse(store.delete(file, event(file, FileAction.DELETE, START)));
    assertFalse(store.create(file, event(file, FileAction.OUTPUT, START)));
    assertFalse(store.confirm(file, event(file, FileAction.CONFIRM, START)));
    assertEquals(List.of(), store.list(organization, PageRequest.first(10)).items());
  }

  @Test
  void an_upload_confirmed_meanwhile_is_not_deleted_as_an_upload() {
    StoredFile seen = created(START);
    StoredFile ready = seen.confirmed("key/1", NOTE, START);
    assertTrue(store.confirm(ready, event(seen, FileAction.CONFIRM, START)));
    assertFalse(store.delete(seen, event(seen, FileAction.DELETE, START)));
    assertEquals(Optional.of(ready), store.find(organization, seen.id()));
    assertTrue(store.delete(ready, event(seen, FileAction.DELETE, START)));
  }

  @Test
  void a_list_shows_ready_files_newest_first_page_by_page() {
    List<StoredFile> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(ready(START.plusSeconds(i)));
    }
    created(START.plusSeconds(9));
    StoredFile other = owned(upload(START), stranger).confirmed("key/x", NOTE, START);
    store.create(other, foreign(other, FileAction.OUTPUT));

    Page<StoredFile> first = store.list(organization, PageRequest.first(2));
    assertEquals(made.subList(0, 2), first.items());
    Page<StoredFile> second = store.list(organization, new PageRequest(2, first.next()));
    assertEquals(made.subList(2, 4), second.items());
    Page<StoredFile> last = store.list(organization, new PageRequest(2, second.next()));
    assertEquals(made.subList(4, 5), last.items());
    assertNull(last.next());
  }
}
