package dev.modelroute.core.file;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.ObjectStore.ObjectFacts;
import dev.modelroute.core.file.StoredFile.Status;
import dev.modelroute.core.id.IdSource;
import dev.modelroute.core.id.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Makes an upload a file. Its bytes are copied to a key that no client ever had a URL for, and all
 * facts come from that copy, so that a later PUT to the old URL changes nothing. Each confirm
 * copies to a key of its own: of two at once, one wins the row, the other removes its copy and
 * gives the winner's answer.
 */
public final class ConfirmUpload {
  /** How often an upload that changes while it is confirmed is looked at again. */
  private static final int MAX_TRIES = 3;

  private final FileStore files;
  private final ObjectStores objects;
  private final InstantSource time;
  private final IdSource ids;

  public ConfirmUpload(FileStore files, ObjectStores objects, InstantSource time, IdSource ids) {
    this.files = files;
    this.objects = objects;
    this.time = time;
    this.ids = ids;
  }

  public Confirmed confirm(Acting access, FileRef id) {
    Optional<StoredFile> found = files.find(access.organization(), id);
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    if (found.isEmpty() || !found.get().awaitsUpload(now)) {
      return answerOf(found, now);
    }
    return confirm(access, found.get(), now);
  }

  private Confirmed confirm(Acting access, StoredFile upload, Instant now) {
    FileRef id = upload.id();
    ObjectStore bytes = objects.holding(upload);
    for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
      Optional<ObjectFacts> facts = bytes.facts(Area.UPLOADS, upload.objectKey());
      if (facts.isEmpty()) {
        // Never uploaded, or another confirm has just finished with it.
        return answerOf(files.find(access.organization(), id), now);
      }
      if (!fits(facts.get().sizeBytes())) {
        if (bytes.facts(Area.UPLOADS, upload.objectKey()).equals(facts)) {
          return refuse(upload, facts.get());
        }
        continue; // a PUT came in between the two looks
      }
      String fileKey = ObjectKeys.confirmed(upload, ids.next());
      if (bytes.promote(upload.objectKey(), facts.get().eTag(), fileKey)) {
        FileFacts copied = factsOf(bytes, fileKey);
        if (fits(copied.sizeBytes())) {
          return keep(access, upload, upload.confirmed(fileKey, copied, now), now);
        }
        bytes.delete(Area.FILES, fileKey);
      }
    }
    return answerOf(files.find(access.organization(), id), now);
  }

  private static boolean fits(long sizeBytes) {
    return sizeBytes > 0 && sizeBytes <= StoredFile.MAX_BYTES;
  }

  private Confirmed refuse(StoredFile upload, ObjectFacts facts) {
    // Only the bytes go: the row may be confirmed by a racing call that saw better ones.
    objects.holding(upload).delete(Area.UPLOADS, upload.objectKey());
    return new Confirmed.Refused(facts.sizeBytes() == 0 ? Refusal.EMPTY : Refusal.TOO_LARGE);
  }

  private Confirmed keep(Acting access, StoredFile upload, StoredFile ready, Instant now) {
    ObjectStore bytes = objects.holding(ready);
    if (files.confirm(ready, FileAction.CONFIRM.by(access, ready.id(), now))) {
      bytes.delete(Area.UPLOADS, upload.objectKey());
      return new Confirmed.Ready(ready);
    }
    Optional<StoredFile> winner = files.find(access.organization(), ready.id());
    // A repeat inside the store may report our own write as somebody else's.
    if (winner.map(StoredFile::objectKey).filter(ready.objectKey()::equals).isEmpty()) {
      bytes.delete(Area.FILES, ready.objectKey());
    }
    return answerOf(winner, now);
  }

  private static FileFacts factsOf(ObjectStore bytes, String fileKey) {
    try (InputStream copy = bytes.open(fileKey, null)) {
      return FileFacts.read(copy);
    } catch (IOException broken) {
      throw new StoreUnavailableException("a promoted upload could not be read", broken);
    }
  }

  private static Confirmed answerOf(Optional<StoredFile> row, Instant now) {
    return row.<Confirmed>map(
            file -> {
              if (file.isReadable(now)) {
                return new Confirmed.Ready(file);
              }
              boolean open = file.status() == Status.UPLOADING && file.awaitsUpload(now);
              return open ? new Confirmed.NotUploaded() : new Confirmed.NotFound();
            })
        .orElseGet(Confirmed.NotFound::new);
  }

  /** Why bytes were not taken. */
  public enum Refusal {
    EMPTY,
    TOO_LARGE
  }

  /** What became of it. */
  public sealed interface Confirmed {
    /** The file can be used; a second confirm gives the same. */
    record Ready(StoredFile file) implements Confirmed {}

    /** No such file of this organisation, or its life is over. */
    record NotFound() implements Confirmed {}

    /** No bytes yet, or they are still changing; confirm again after the PUT is done. */
    record NotUploaded() implements Confirmed {}

    /** The bytes were deleted. */
    record Refused(Refusal reason) implements Confirmed {}
  }
}
