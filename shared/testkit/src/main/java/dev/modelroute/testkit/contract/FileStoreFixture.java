package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.audit.Actor;
import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditFilter;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.file.FileFacts;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Purpose;
import dev.modelroute.core.file.StoredFile.Status;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.metering.StorageMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A store with files of one organisation, for the suites about it. */
public abstract class FileStoreFixture {
  static final Instant START = Instant.parse("2026-03-01T12:00:00.123Z");
  static final FileFacts PHOTOGRAPH =
      new FileFacts("image/png", 1234, "ab".repeat(32), 640, 480, null);
  static final FileFacts SONG =
      new FileFacts("audio/mpeg", 70, "ef".repeat(32), null, null, Duration.ofMillis(1234));
  static final FileFacts NOTE = new FileFacts("text/plain", 5, "cd".repeat(32), null, null, null);

  final OrgId organization = OrgId.of(UUID.randomUUID());
  final OrgId stranger = OrgId.of(UUID.randomUUID());
  FileStore store;

  /** A store without rows of the organisations that this suite makes up. */
  protected abstract FileStore freshStore();

  /** What counts the bytes of this store. */
  protected abstract StorageMeter meter();

  /** Where the events of this store are. */
  protected abstract AuditLog log();

  @BeforeEach
  void make() {
    store = freshStore();
  }

  StoredFile created(Instant at) {
    StoredFile file = upload(at);
    assertTrue(store.create(file, event(file, FileAction.UPLOAD, at)));
    return file;
  }

  StoredFile ready(Instant at) {
    StoredFile file = upload(at).confirmed("key/" + at, PHOTOGRAPH, START);
    assertTrue(store.create(file, event(file, FileAction.OUTPUT, at)));
    return file;
  }

  /** A file with another id and life in the place of this one. */
  StoredFile living(StoredFile model, Duration life) {
    store.delete(model, event(model, FileAction.DELETE, START));
    StoredFile file =
        copy(model, FileRef.of(UUID.randomUUID()), organization, model.createdAt().plus(life));
    assertTrue(store.create(file, event(file, FileAction.OUTPUT, START)));
    return file;
  }

  StoredFile upload(Instant at) {
    FileRef id = FileRef.of(UUID.randomUUID());
    return new StoredFile(
        id,
        organization,
        Purpose.INPUT,
        Status.UPLOADING,
        new StoredFile.Location("bucket", id.uuid()),
        null,
        null,
        at,
        at.plus(Duration.ofDays(30)));
  }

  static StoredFile owned(StoredFile file, OrgId owner) {
    return copy(file, file.id(), owner, file.expiresAt());
  }

  static StoredFile copy(StoredFile file, FileRef id, OrgId owner, Instant expiresAt) {
    return new StoredFile(
        id,
        owner,
        file.purpose(),
        file.status(),
        file.location(),
        file.facts(),
        file.storedAt(),
        file.createdAt(),
        expiresAt);
  }

  List<AuditEvent> events(OrgId owner) {
    return log().list(owner, AuditFilter.ALL, PageRequest.first(10)).items();
  }

  AuditEvent event(StoredFile file, FileAction action, Instant at) {
    return event(organization, "1", action, file, at);
  }

  AuditEvent foreign(StoredFile file, FileAction action) {
    return event(stranger, "2", action, file, START);
  }

  static AuditEvent event(
      OrgId owner, String number, FileAction action, StoredFile file, Instant at) {
    Actor key = new Actor(Actor.Kind.KEY, "key_" + number, "laptop");
    return action.by(new Acting(owner, key, "192.0.2.7", "req_" + number), file.id(), at);
  }
}
