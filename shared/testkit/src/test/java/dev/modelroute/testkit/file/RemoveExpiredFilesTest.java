package dev.modelroute.testkit.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.ObjectStores;
import dev.modelroute.core.file.ReadFile;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.upkeep.RemoveExpiredFiles;
import dev.modelroute.core.upkeep.SweptRows;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.crash.CrashPoints.Moment;
import dev.modelroute.testkit.crash.SimulatedCrash;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemoveExpiredFilesTest {
  private static final byte[] PNG = FileWorld.png(3, 2);

  private final FileWorld world = new FileWorld();
  private final RemoveExpiredFiles remove =
      new RemoveExpiredFiles(world.files, world.stores, world.time);

  @Test
  void a_file_is_removed_with_its_bytes_when_its_life_is_over() {
    StoredFile file = world.ready(PNG);
    world.time.set(file.expiresAt().minusMillis(1));
    assertEquals(new SweptRows(0, 0), remove.sweep());
    world.time.set(file.expiresAt());
    assertEquals(new SweptRows(1, 0), remove.sweep());
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
    assertEquals(FileAction.EXPIRE.action(), world.events(file.organization()).getFirst().action());
    assertEquals("platform", world.events(file.organization()).getFirst().by().actor().id());
    assertEquals(BigInteger.ZERO, world.meter.usage(file.organization()).bytes());
    assertEquals(new SweptRows(0, 0), remove.sweep());
  }

  @Test
  void a_late_sweep_lets_nobody_read_longer() {
    StoredFile file = world.ready(PNG);
    ReadFile read = new ReadFile(world.files, world.time);
    world.time.set(file.expiresAt().minusMillis(1));
    assertEquals(Optional.of(file), read.read(world.owner, file.id()));
    world.time.set(file.expiresAt());
    assertEquals(Optional.empty(), read.read(world.owner, file.id()));
  }

  @Test
  void an_upload_nobody_confirmed_goes_after_a_day() {
    FileRef id = world.uploaded(PNG).file().id();
    world.time.advance(Duration.ofDays(1).minusMillis(1));
    assertEquals(new SweptRows(0, 0), remove.sweep());
    world.time.advance(Duration.ofMillis(1));
    assertEquals(new SweptRows(1, 0), remove.sweep());
    assertEquals(Set.of(), world.objects.keys(Area.UPLOADS));
    assertEquals(List.of(FileAction.EXPIRE, FileAction.UPLOAD), world.actions(id));
  }

  @Test
  void one_run_is_bounded_and_the_next_goes_on() {
    for (int i = 0; i < RemoveExpiredFiles.LIMIT + 3; i++) {
      world.upload();
    }
    world.time.advance(Duration.ofDays(1));
    assertEquals(RemoveExpiredFiles.LIMIT, remove.sweep().done());
    assertEquals(3, remove.sweep().done());
    assertEquals(0, remove.sweep().done());
  }

  @Test
  void a_row_that_fails_leaves_the_others_their_turn() {
    StoredFile first = world.ready(PNG);
    world.time.advance(Duration.ofSeconds(1));
    StoredFile second = world.ready(PNG);
    world.time.set(second.expiresAt());
    CrashPoints points = new CrashPoints();
    ObjectStore store = points.wrap(ObjectStore.class, world.objects);
    RemoveExpiredFiles failing =
        new RemoveExpiredFiles(world.files, ObjectStores.of(store), world.time);
    // While the first is removed, S3 is away; it is back for the second.
    points.unavailable("ObjectStore.delete");
    points.before("ObjectStore.delete", () -> points.before("ObjectStore.delete", points::heal));
    assertEquals(new SweptRows(1, 1), failing.sweep());
    assertEquals(Set.of(first.objectKey()), world.objects.keys(Area.FILES));
    assertEquals(new SweptRows(1, 0), failing.sweep());
    assertEquals(Set.of(), world.objects.keys(Area.FILES));
  }

  @Test
  void a_run_that_dies_anywhere_is_finished_by_the_next() {
    for (Moment moment : Moment.values()) {
      for (int call = 1; call <= 3; call++) {
        FileWorld crashed = new FileWorld();
        StoredFile file = crashed.ready(PNG);
        crashed.time.set(file.expiresAt());
        CrashPoints points = new CrashPoints();
        ObjectStores stores = ObjectStores.of(points.wrap(ObjectStore.class, crashed.objects));
        RemoveExpiredFiles dying =
            new RemoveExpiredFiles(
                points.wrap(FileStore.class, crashed.files), stores, crashed.time);
        // Which files, whose bytes, which row.
        points.crash(call, moment);
        assertThrows(SimulatedCrash.class, dying::sweep);
        new RemoveExpiredFiles(crashed.files, crashed.stores, crashed.time).sweep();
        assertEquals(Set.of(), crashed.objects.keys(Area.FILES));
        assertEquals(Optional.empty(), crashed.files.find(file.organization(), file.id()));
      }
    }
  }
}
