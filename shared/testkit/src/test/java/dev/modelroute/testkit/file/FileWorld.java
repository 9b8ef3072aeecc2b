package dev.modelroute.testkit.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.modelroute.core.file.ConfirmUpload;
import dev.modelroute.core.file.ConfirmUpload.Confirmed;
import dev.modelroute.core.file.FileAccess;
import dev.modelroute.core.file.FileAudit;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.RequestUpload;
import dev.modelroute.core.file.RequestUpload.Requested.Issued;
import dev.modelroute.core.file.RequestUpload.Upload;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Purpose;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Twins, two organisations, and the steps most tests begin with. */
final class FileWorld {
  static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  static final byte[] HTML =
      "<!DOCTYPE html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

  final SettableTime time = new SettableTime();
  final CountingIds ids = new CountingIds();
  final MemoryFileStore files = new MemoryFileStore();
  final MemoryObjectStore objects = new MemoryObjectStore(time);
  final FileAccess owner = access(1);
  final FileAccess stranger = access(2);
  final RequestUpload request = new RequestUpload(files, objects, time, ids, Set.of("US"));
  final ConfirmUpload confirm = confirmOn(objects);

  ConfirmUpload confirmOn(ObjectStore store) {
    return new ConfirmUpload(files, store, time, ids);
  }

  private static FileAccess access(int number) {
    OrgId organization = OrgId.of(new UUID(0, number));
    return new FileAccess(organization, "key_" + number, "laptop", "192.0.2.1", "req_" + number);
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
  List<FileAudit.Action> actions(FileRef id) {
    return files.audits(owner.organization(), PageRequest.first(100)).items().stream()
        .filter(event -> event.file().equals(id))
        .map(FileAudit::action)
        .toList();
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
