package dev.modelroute.core.upkeep;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.ObjectStores;
import dev.modelroute.core.file.StoredFile;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Removes files whose life is over and uploads nobody confirmed, bytes first: nobody can read them
 * any more whether they are there or not, and a run that dies in between is repeated.
 */
public final class RemoveExpiredFiles {
  /** Most files of one sweep. */
  public static final int LIMIT = 500;

  private final FileStore files;
  private final ObjectStores objects;
  private final InstantSource time;

  public RemoveExpiredFiles(FileStore files, ObjectStores objects, InstantSource time) {
    this.files = files;
    this.objects = objects;
    this.time = time;
  }

  /**
   * @throws RuntimeException the first fault that is no store's trouble, after every row had its
   *     turn
   */
  public SweptRows sweep() {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    SweepTally tally = new SweepTally();
    for (StoredFile file : files.expired(now, LIMIT)) {
      tally.add(() -> remove(file, now));
    }
    return tally.swept();
  }

  private boolean remove(StoredFile file, Instant now) {
    objects.holding(file).delete(file.area(), file.objectKey());
    Acting platform = Acting.system(file.organization());
    return files.delete(file, FileAction.EXPIRE.by(platform, file.id(), now));
  }
}
