package dev.modelroute.aws.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.file.ConfirmUpload;
import dev.modelroute.core.file.ConfirmUpload.Confirmed;
import dev.modelroute.core.file.ConfirmUpload.Refusal;
import dev.modelroute.core.file.FileLinks;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.IssueReadUrl;
import dev.modelroute.core.file.ObjectStores;
import dev.modelroute.core.file.RequestUpload;
import dev.modelroute.core.file.RequestUpload.Requested.Issued;
import dev.modelroute.core.file.RequestUpload.Upload;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Purpose;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.testkit.contract.ObjectStoreContract.Answer;
import dev.modelroute.testkit.file.MemoryFileStore;
import dev.modelroute.testkit.memory.MemoryAuditLog;
import dev.modelroute.testkit.memory.MemoryStorageMeter;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Uploads as a caller makes them, over HTTP. */
class ConfirmOnS3Test {
  private static final String FILES = "confirm-test-files";
  private static final byte[] FIRST = "first".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SECOND =
      "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

  private final SettableTime time = new SettableTime();
  private final MemoryAuditLog audit = new MemoryAuditLog();
  private final MemoryFileStore files = new MemoryFileStore(audit, new MemoryStorageMeter());
  private final S3ObjectStore objects =
      EmbeddedObjects.store(S3Areas.ofBuckets("confirm-test-uploads", FILES));
  private final ObjectStores stores = ObjectStores.of(objects);
  private final CountingIds keys = new CountingIds();
  private final Acting owner = Acting.system(OrgId.of(UUID.randomUUID()));
  private final RequestUpload request =
      new RequestUpload(files, stores, time, UUID::randomUUID, organization -> Duration.ofDays(30));
  private final ConfirmUpload confirm = new ConfirmUpload(files, stores, time, keys);

  @Test
  void the_last_bytes_before_confirm_are_served_and_later_ones_are_not() throws Exception {
    Issued upload = upload();
    assertEquals(200, EmbeddedObjects.send("PUT", upload.url(), FIRST));
    assertEquals(200, EmbeddedObjects.send("PUT", upload.url(), SECOND));
    StoredFile file = ready(confirm.confirm(owner, upload.file().id()));
    assertEquals(200, EmbeddedObjects.send("PUT", upload.url(), FIRST));

    assertEquals(file, ready(confirm.confirm(owner, file.id())));
    Answer served =
        EmbeddedObjects.get(
            new IssueReadUrl(files, audit, new FileLinks(stores), time)
                .issue(owner, file.id())
                .orElseThrow()
                .url());
    assertEquals(file.knownFacts().sha256(), Digests.sha256(served.body()));
    assertArrayEquals(SECOND, served.body());
    assertEquals("text/plain", served.contentType());
    assertTrue(served.attachment());
  }

  @Test
  void confirms_at_once_give_one_answer_and_leave_one_copy() throws Exception {
    Issued upload = upload();
    FileRef id = upload.file().id();
    assertEquals(200, EmbeddedObjects.send("PUT", upload.url(), FIRST));
    Callable<Confirmed> call = () -> confirm.confirm(owner, id);
    Set<StoredFile> answers = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Confirmed> answer : threads.invokeAll(List.of(call, call, call, call))) {
        answers.add(ready(answer.get()));
      }
    }
    assertEquals(1, answers.size());
    assertEquals(List.of(answers.iterator().next().objectKey()), copiesOf(id).toList());
  }

  @Test
  void puts_during_confirm_never_part_digest_and_bytes() throws Exception {
    for (int round = 0; round < 10; round++) {
      Issued upload = upload();
      FileRef id = upload.file().id();
      assertEquals(200, EmbeddedObjects.send("PUT", upload.url(), FIRST));
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        Future<Integer> put =
            threads.submit(() -> EmbeddedObjects.send("PUT", upload.url(), SECOND));
        Future<Confirmed> confirmed = threads.submit(() -> confirm.confirm(owner, id));
        StoredFile file = ready(confirmed.get());
        assertEquals(200, put.get());
        try (var stream = objects.open(file.objectKey(), null)) {
          assertEquals(file.knownFacts().sha256(), Digests.sha256(stream.readAllBytes()));
        }
      }
    }
  }

  @Test
  void nothing_and_an_empty_upload_are_told_apart() throws Exception {
    Issued upload = upload();
    FileRef id = upload.file().id();
    assertEquals(new Confirmed.NotUploaded(), confirm.confirm(owner, id));
    assertEquals(200, EmbeddedObjects.send("PUT", upload.url(), new byte[0]));
    assertEquals(new Confirmed.Refused(Refusal.EMPTY), confirm.confirm(owner, id));
    assertEquals(new Confirmed.NotUploaded(), confirm.confirm(owner, id));
    assertEquals(0, copiesOf(id).count());
  }

  private Issued upload() {
    return assertInstanceOf(
        Issued.class, request.request(owner, new Upload(Purpose.INPUT, null, null)));
  }

  private static StoredFile ready(Confirmed confirmed) {
    return assertInstanceOf(Confirmed.Ready.class, confirmed).file();
  }

  private static Stream<String> copiesOf(FileRef id) {
    return EmbeddedObjects.client()
        .listObjectsV2(list -> list.bucket(FILES).prefix("confirmed/" + id.uuid()))
        .contents()
        .stream()
        .map(S3Object::key);
  }
}
