package dev.modelroute.core.file;

import dev.modelroute.core.audit.Acting;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Removes a file, or an upload not confirmed yet: the row first, so that none is without bytes. */
public final class DeleteFile {
  /** A row changes at most twice in its life. */
  private static final int MAX_TRIES = 3;

  private final FileStore files;
  private final ObjectStores objects;
  private final InstantSource time;

  public DeleteFile(FileStore files, ObjectStores objects, InstantSource time) {
    this.files = files;
    this.objects = objects;
    this.time = time;
  }

  /** What became of it. */
  public enum Deleted {
    DELETED,
    NOT_FOUND
  }

  public Deleted delete(Acting access, FileRef id) {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
      Optional<StoredFile> seen =
          files
              .find(access.organization(), id)
              .filter(row -> row.isReadable(now) || row.awaitsUpload(now));
      if (seen.isEmpty()) {
        return Deleted.NOT_FOUND;
      }
      // The bytes that go are those of the row as it was when it went: a confirm moves them.
      if (files.delete(seen.get(), FileAction.DELETE.by(access, id, now))) {
        objects.holding(seen.get()).delete(seen.get().area(), seen.get().objectKey());
        return Deleted.DELETED;
      }
    }
    return Deleted.NOT_FOUND;
  }
}
