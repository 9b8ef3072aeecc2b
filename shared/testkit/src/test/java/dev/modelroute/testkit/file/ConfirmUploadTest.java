package dev.modelroute.testkit.file;

import static dev.modelroute.testkit.file.FileWorld.readyFrom;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.modelroute.core.file.ConfirmUpload;
import dev.modelroute.core.file.ConfirmUpload.Confirmed;
import dev.modelroute.core.file.ConfirmUpload.Refusal;
import dev.modelroute.core.file.DeleteFile;
import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.file.FileJson;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.RequestUpload.Requested.Issued;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.id.Digests;
import dev.modelroute.testkit.crash.CrashPoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConfirmUploadTest {
  private static final byte[] PNG = FileWorld.png(640, 480);

  private final FileWorld world = new FileWorld();

  @Test
  void what_is_told_comes_from_the_stored_bytes() {
    StoredFile file = world.ready(PNG);
    assertEquals("image/png", file.knownContentType());
    assertEquals(PNG.length, file.sizeBytes());
    assertEquals(Digests.sha256(PNG), file.knownFacts().sha256());
    assertEquals(640, file.knownFacts().width());
    assertEquals(480, file.knownFacts().height());
    assertEquals(
        "{\"file_id\":\"%s\",\"status\":\"READY\",\"content_type\":\"image/png\",\"size_bytes\":64,\"sha256\":\"%s\",\"created_at\":\"2026-03-01T12:00:00Z\",\"expires_at\":\"2026-03-31T12:00:00Z\"}"
            .formatted(file.id(), Digests.sha256(PNG)),
        FileJson.confirmed(file).toText());
    assertEquals(List.of(FileAction.CONFIRM, FileAction.UPLOAD), world.actions(file.id()));
  }

  @Test
  void one_pass_over_the_copy_tells_everything() {
    Issued upload = world.uploaded(PNG);
    CrashPoints calls = new CrashPoints();
    FileRef id = upload.file().id();
    readyFrom(
        world.confirmOn(calls.wrap(ObjectStore.class, world.objects)).confirm(world.owner, id));
    assertEquals(
        List.of(
            "ObjectStore.facts", "ObjectStore.promote", "ObjectStore.open", "ObjectStore.delete"),
        calls.calls().stream().filter(call -> !call.equals("ObjectStore.bucket")).toList());
  }

  @Test
  void markup_is_text_whatever_it_was_meant_to_be() {
    byte[] svg = "<svg><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8);
    assertEquals("text/plain", world.ready(svg).knownContentType());
    assertEquals("text/plain", world.ready(FileWorld.HTML).knownContentType());
  }

  @Test
  void confirming_twice_gives_the_same_answer() {
    StoredFile first = world.ready(PNG);
    world.time.advance(Duration.ofHours(2));
    assertEquals(first, readyFrom(world.confirm.confirm(world.owner, first.id())));
    assertEquals(List.of(FileAction.CONFIRM, FileAction.UPLOAD), world.actions(first.id()));
  }

  @Test
  void the_old_url_changes_nothing_after_confirm() throws IOException {
    Issued upload = world.uploaded(PNG);
    StoredFile file = readyFrom(world.confirm.confirm(world.owner, upload.file().id()));
    assertEquals(200, world.objects.send(upload.url(), FileWorld.HTML));

    assertEquals(file, readyFrom(world.confirm.confirm(world.owner, file.id())));
    assertNotEquals(upload.file().objectKey(), file.objectKey());
    assertArrayEquals(PNG, world.objects.open(file.objectKey(), null).readAllBytes());
  }

  @Test
  void before_confirm_the_last_put_counts() {
    Issued upload = world.uploaded(FileWorld.HTML);
    world.objects.send(upload.url(), PNG);
    StoredFile file = readyFrom(world.confirm.confirm(world.owner, upload.file().id()));
    assertEquals(Digests.sha256(PNG), file.knownFacts().sha256());
  }

  @Test
  void nothing_uploaded_yet_can_be_confirmed_later() {
    Issued upload = world.upload();
    FileRef id = upload.file().id();
    assertEquals(new Confirmed.NotUploaded(), world.confirm.confirm(world.owner, id));
    world.objects.send(upload.url(), PNG);
    readyFrom(world.confirm.confirm(world.owner, id));
  }

  @Test
  void an_empty_upload_is_refused_and_deleted() {
    Issued upload = world.uploaded(new byte[0]);
    FileRef id = upload.file().id();
    assertEquals(new Confirmed.Refused(Refusal.EMPTY), world.confirm.confirm(world.owner, id));
    assertEquals(Set.of(), world.objects.keys(Area.UPLOADS));
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
    assertEquals(new Confirmed.NotUploaded(), world.confirm.confirm(world.owner, id));
  }

  @Test
  void the_largest_file_is_taken_and_one_byte_more_is_not() {
    Issued largest = world.uploaded(PNG);
    world.objects.pretendSize(Area.UPLOADS, largest.file().objectKey(), 157_286_400);
    readyFrom(world.confirm.confirm(world.owner, largest.file().id()));

    Issued over = world.uploaded(PNG);
    world.objects.pretendSize(Area.UPLOADS, over.file().objectKey(), 157_286_401);
    assertEquals(
        new Confirmed.Refused(Refusal.TOO_LARGE),
        world.confirm.confirm(world.owner, over.file().id()));
    assertEquals(Set.of(), world.objects.keys(Area.UPLOADS));
    assertEquals(1, world.objects.keys(Area.FILES).size());
  }

  @Test
  void another_organisations_upload_is_not_there() {
    Issued upload = world.uploaded(PNG);
    FileRef id = upload.file().id();
    assertEquals(new Confirmed.NotFound(), world.confirm.confirm(world.stranger, id));
    readyFrom(world.confirm.confirm(world.owner, id));
    assertEquals(new Confirmed.NotFound(), world.confirm.confirm(world.stranger, id));
    FileRef unknown = FileRef.of(new UUID(7, 7));
    assertEquals(new Confirmed.NotFound(), world.confirm.confirm(world.owner, unknown));
  }

  @Test
  void an_upload_waits_one_day() {
    Issued upload = world.uploaded(PNG);
    world.time.advance(Duration.ofDays(1));
    assertEquals(new Confirmed.NotFound(), world.confirm.confirm(world.owner, upload.file().id()));
  }

  @Test
  void a_deleted_or_ended_file_cannot_be_confirmed_again() {
    StoredFile ended = world.ready(PNG);
    StoredFile deleted = world.ready(PNG);
    new DeleteFile(world.files, world.stores, world.time).delete(world.owner, deleted.id());
    assertEquals(new Confirmed.NotFound(), world.confirm.confirm(world.owner, deleted.id()));
    world.time.advance(Duration.ofDays(30));
    assertEquals(new Confirmed.NotFound(), world.confirm.confirm(world.owner, ended.id()));
  }

  @Test
  void of_two_confirms_at_once_both_give_the_winners_answer_and_one_copy_stays() {
    Issued upload = world.uploaded(PNG);
    FileRef id = upload.file().id();
    // The second call runs completely while the first one has its copy but not the row.
    Confirmed[] second = new Confirmed[1];
    ConfirmUpload first =
        world.confirmOn(
            new InterruptedObjects(
                world.objects, () -> {}, () -> second[0] = world.confirm.confirm(world.owner, id)));

    StoredFile answer = readyFrom(first.confirm(world.owner, id));

    assertEquals(readyFrom(second[0]), answer);
    assertEquals(Set.of(answer.objectKey()), world.objects.keys(Area.FILES));
    assertEquals(List.of(FileAction.CONFIRM, FileAction.UPLOAD), world.actions(id));
  }

  @Test
  void a_confirm_that_finds_the_upload_taken_gives_the_winners_answer() {
    Issued upload = world.uploaded(PNG);
    FileRef id = upload.file().id();
    AtomicInteger calls = new AtomicInteger();
    ConfirmUpload late =
        world.confirmOn(
            new InterruptedObjects(
                world.objects,
                () -> {
                  if (calls.getAndIncrement() == 0) {
                    world.confirm.confirm(world.owner, id);
                  }
                },
                () -> {}));
    StoredFile answer = readyFrom(late.confirm(world.owner, id));
    assertEquals(Set.of(answer.objectKey()), world.objects.keys(Area.FILES));
  }

  @Test
  void a_put_during_confirm_is_seen_or_comes_too_late() {
    Issued upload = world.uploaded(FileWorld.HTML);
    AtomicInteger calls = new AtomicInteger();
    ConfirmUpload confirm =
        world.confirmOn(
            new InterruptedObjects(
                world.objects,
                () -> {
                  if (calls.getAndIncrement() == 0) {
                    world.objects.send(upload.url(), PNG);
                  }
                },
                () -> {}));
    StoredFile file = readyFrom(confirm.confirm(world.owner, upload.file().id()));
    assertEquals(Digests.sha256(PNG), file.knownFacts().sha256());
    assertEquals(2, calls.get());
  }

  @Test
  void what_looks_empty_is_looked_at_again_before_it_is_refused() {
    Issued upload = world.uploaded(new byte[0]);
    AtomicInteger looks = new AtomicInteger();
    ConfirmUpload confirm =
        world.confirmOn(
            new InterruptedObjects(
                world.objects,
                () -> {
                  if (looks.getAndIncrement() == 0) {
                    world.objects.send(upload.url(), PNG);
                  }
                },
                () -> {},
                () -> {}));
    StoredFile file = readyFrom(confirm.confirm(world.owner, upload.file().id()));
    assertEquals(Digests.sha256(PNG), file.knownFacts().sha256());
  }

  @Test
  void an_upload_that_never_stops_changing_is_given_up() {
    Issued upload = world.uploaded(PNG);
    AtomicInteger calls = new AtomicInteger();
    ConfirmUpload confirm =
        world.confirmOn(
            new InterruptedObjects(
                world.objects,
                () -> world.objects.send(upload.url(), new byte[] {(byte) calls.getAndIncrement()}),
                () -> {}));
    assertEquals(new Confirmed.NotUploaded(), confirm.confirm(world.owner, upload.file().id()));
    assertEquals(3, calls.get());
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
  }

  @Test
  void a_delete_during_confirm_wins_and_nothing_stays() {
    Issued upload = world.uploaded(PNG);
    DeleteFile delete = new DeleteFile(world.files, world.stores, world.time);
    ConfirmUpload confirm =
        world.confirmOn(
            new InterruptedObjects(
                world.objects, () -> {}, () -> delete.delete(world.owner, upload.file().id())));
    assertEquals(new Confirmed.NotFound(), confirm.confirm(world.owner, upload.file().id()));
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
    assertEquals(Set.of(), world.objects.keys(Area.UPLOADS));
  }
}
