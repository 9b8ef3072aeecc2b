package dev.modelroute.core.upkeep;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.ObjectKeys;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.ObjectStore.Listed;
import dev.modelroute.core.file.ObjectStores;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Removes objects that no row names: of a confirm that died between copy and row, of an attempt
 * whose result nobody took. Keys begin with ids ordered by time, so one walk from the oldest on
 * meets each once; it stops where objects get too young to judge, and goes on there next time.
 */
public final class SweepOrphans {
  /** Most objects looked at in one sweep of one kind. */
  public static final int LIMIT = 200;

  /**
   * Nothing younger is judged: an upload may be confirmed for a day, an execution may run for
   * hours, and a walk must not pass a key that is still to be written.
   */
  public static final Duration AGE = Duration.ofDays(2);

  private final FileStore files;
  private final ExecutionStore executions;
  private final ObjectStores objects;
  private final InstantSource time;

  public SweepOrphans(
      FileStore files, ExecutionStore executions, ObjectStores objects, InstantSource time) {
    this.files = files;
    this.executions = executions;
    this.objects = objects;
    this.time = time;
  }

  /**
   * @return objects removed; {@code failed} is 1 when a store did not answer, and the walk goes on
   *     there
   */
  public SweptRows sweep() {
    SweepTally tally = new SweepTally();
    int removed = 0;
    for (ObjectStore store : objects.all()) {
      removed += walk(store, ObjectKeys.CONFIRMED, key -> isOrphanUpload(store, key), tally);
      removed += walk(store, ObjectKeys.OUTPUTS, key -> isOrphanOutput(store, key), tally);
    }
    return new SweptRows(removed, tally.swept().failed());
  }

  private int walk(ObjectStore store, String prefix, Predicate<String> isOrphan, SweepTally tally) {
    int[] removed = new int[1];
    tally.add(() -> {
      removed[0] = walk(store, prefix, isOrphan);
      return true;
    });
    return removed[0];
  }

  private int walk(ObjectStore store, String prefix, Predicate<String> isOrphan) {
    Instant before = time.instant().minus(AGE);
    String walk = store.bucket() + "/" + prefix;
    String from = files.sweptTo(walk).orElse("");
    String reached = from;
    int removed = 0;
    List<Listed> page = store.list(prefix, from, LIMIT);
    for (Listed object : page) {
      if (object.changedAt().isAfter(before)) {
        break;
      }
      if (isOrphan.test(object.key())) {
        store.delete(Area.FILES, object.key());
        removed++;
      }
      reached = object.key();
    }
    if (!reached.equals(from)) {
      files.sweptTo(walk, reached);
    }
    return removed;
  }

  private boolean isOrphanUpload(ObjectStore store, String key) {
    return ObjectKeys.owner(key)
        .map(owner -> !isNamed(store, key, owner.organization(), owner.file()))
        .orElse(false);
  }

  private boolean isOrphanOutput(ObjectStore store, String key) {
    Optional<ObjectKeys.Made> made = ObjectKeys.made(key);
    if (made.isEmpty()) {
      return false;
    }
    Optional<Execution> execution = executions.find(made.get().execution());
    return execution
        .map(run -> run.isTerminal() && !isNamed(store, key, run.organization(), made.get().file()))
        .orElse(true);
  }

  private boolean isNamed(ObjectStore store, String key, OrgId organization, FileRef file) {
    StoredFile.Location location = new StoredFile.Location(store.bucket(), key);
    return files
        .find(organization, file)
        .filter(row -> row.location().equals(location))
        .isPresent();
  }
}
