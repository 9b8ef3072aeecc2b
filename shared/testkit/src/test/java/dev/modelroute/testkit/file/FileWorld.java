package dev.modelroute.testkit.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.audit.Actor;
import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditFilter;
import dev.modelroute.core.file.ConfirmUpload;
import dev.modelroute.core.file.ConfirmUpload.Confirmed;
import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.file.FileLife;
import dev.modelroute.core.file.FileLinks;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.ObjectStores;
import dev.modelroute.core.file.ObjectStores.Region;
import dev.modelroute.core.file.RequestUpload;
import dev.modelroute.core.file.RequestUpload.Requested.Issued;
import dev.modelroute.core.file.RequestUpload.Upload;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Purpose;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.testkit.memory.MemoryAuditLog;
import dev.modelroute.testkit.memory.MemoryStorageMeter;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Twins, two organisations, and the steps most tests begin with. */
final class FileWorld {
  /** More than one sweep removes. */
  private static final int MANY_OPEN = 600;

  static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  static final byte[] HTML =
      "<!DOCTYPE html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

  final SettableTime time = new SettableTime();
  final CountingIds ids = new CountingIds();
  final MemoryAuditLog audit = new MemoryAuditLog();
  final MemoryStorageMeter meter = new MemoryStorageMeter();
  final MemoryFileStore files = new MemoryFileStore(audit, meter);
  final MemoryObjectStore objects = new MemoryObjectStore(time);
  final MemoryObjectStore europe = new MemoryObjectStore(time, "europe");
  final ObjectStores stores =
      new ObjectStores(objects, Map.of(Region.US, objects, Region.EU, europe));
  private Duration life = Duration.ofDays(FileLife.DEFAULT_DAYS);
  final Acting owner = access(1);
  final Acting stranger = access(2);
  final RequestUpload request;
  final ConfirmUpload confirm = new ConfirmUpload(files, stores, time, ids);

  FileWorld() {
    this(MANY_OPEN);
  }

  FileWorld(int mostOpen) {
    request =
        new RequestUpload(files, stores, time, ids, new RequestUpload.Terms(this::life, mostOpen));
  }

  ConfirmUpload confirmOn(ObjectStore store) {
    return new ConfirmUpload(files, ObjectStores.of(store), time, ids);
  }

  /** What organisations choose. */
  Duration life(OrgId organization) {
    return organization.equals(owner.organization()) ? life : Duration.ofDays(FileLife.MAX_DAYS);
  }

  void chooseLife(Duration chosen) {
    life = chosen;
  }

  FileLinks links() {
    return new FileLinks(stores);
  }

  private static Acting access(int number) {
    OrgId organization = OrgId.of(new UUID(0, number));
    Actor key = new Actor(Actor.Kind.KEY, "key_" + number, "laptop");
    return new Acting(organization, key, "192.0.2.1", "req_" + number);
  }

  Issued upload() {
    return assertInstanceOf(
        Issued.class, request.request(owner, new Upload(Purpose.INPUT, null, null)));
  }

  Issued uploaded(byte[] body) {
    Issued issued = upload();
    assertEquals(200, objects.send(issued.url(), body));
    return issued;
  }

  /** A READY file of the owner. */
  StoredFile ready(byte[] body) {
    return readyFrom(confirm.confirm(owner, uploaded(body).file().id()));
  }

  static StoredFile readyFrom(Confirmed confirmed) {
    return assertInstanceOf(Confirmed.Ready.class, confirmed).file();
  }

  /** What was done to a file, newest first. */
  List<FileAction> actions(FileRef id) {
    AuditFilter ofFile = new AuditFilter(null, null, id.value());
    return audit.list(owner.organization(), ofFile, PageRequest.first(100)).items().stream()
        .map(event ->
            Arrays.stream(FileAction.values())
                .filter(action -> action.action().equals(event.action()))
                .findFirst()
                .orElseThrow())
        .toList();
  }

  /** All that was done in an organisation, newest first. */
  List<AuditEvent> events(OrgId organization) {
    return audit.list(organization, AuditFilter.ALL, PageRequest.first(100)).items();
  }

  /** The header of a PNG and so many bytes. */
  static byte[] png(int width, int height) {
    return ByteBuffer.allocate(64)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13})
        .put("IHDR".getBytes(StandardCharsets.US_ASCII))
        .putInt(width)
        .putInt(height)
        .array();
  }

  static byte[] mp4() {
    return ByteBuffer.allocate(64)
        .putInt(20)
        .put("ftypisom\0\0\0\1mp42".getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  static byte[] wav() {
    return ByteBuffer.allocate(64)
        .put("RIFF\44\0\0\0WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .array();
  }
}
