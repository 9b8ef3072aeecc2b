package dev.modelroute.testkit.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.file.ConfirmUpload;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.file.ObjectStores;
import dev.modelroute.core.file.RequestUpload.Requested.Issued;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.provider.ByteSource;
import dev.modelroute.core.upkeep.SweepOrphans;
import dev.modelroute.core.upkeep.SweptRows;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.memory.MemoryPlatform;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepOrphansTest {
  private static final byte[] PNG = FileWorld.png(3, 2);

  private final FileWorld world = new FileWorld();
  private final MemoryPlatform platform = new MemoryPlatform();
  private final SweepOrphans sweep =
      new SweepOrphans(world.files, platform.executions(), world.stores, world.time);

  @Test
  void the_copy_of_a_confirm_that_died_is_removed_and_files_are_not() {
    StoredFile kept = world.ready(PNG);
    Issued upload = world.uploaded(PNG);
    CrashPoints points = new CrashPoints();
    ObjectStore store = points.wrap(ObjectStore.class, world.objects);
    ConfirmUpload dying =
        new ConfirmUpload(world.files, ObjectStores.of(store), world.time, world.ids);
    points.unavailable("ObjectStore.open");
    assertThrows(
        StoreUnavailableException.class, () -> dying.confirm(world.owner, upload.file().id()));
    assertEquals(2, world.objects.keys(Area.FILES).size());
    world.time.advance(SweepOrphans.AGE.minusMillis(1));
    assertEquals(new SweptRows(0, 0), sweep.sweep());
    world.time.advance(Duration.ofMillis(1));
    assertEquals(new SweptRows(1, 0), sweep.sweep());
    assertEquals(Set.of(kept.objectKey()), world.objects.keys(Area.FILES));
    assertEquals(new SweptRows(0, 0), sweep.sweep());
  }

  @Test
  void what_an_attempt_left_is_removed_when_its_execution_is_over() {
    Account account = new Account(world.owner.organization(), AccountMode.LIVE);
    Executions executions = new Executions(world.time, world.ids);
    Execution running = executions.pending(account).build();
    String unknown = "outputs/exec_00000000-0000-7000-8000-0000000000ff/1/0";
    String own = "outputs/" + running.id() + "/1/0";
    for (String key : Set.of(unknown, own, "outputs/strange", "payloads/other")) {
      world.objects.put(key, ByteSource.of(PNG));
    }
    world.time.advance(SweepOrphans.AGE);
    assertEquals(new SweptRows(2, 0), sweep.sweep());
    assertEquals(Set.of("outputs/strange", "payloads/other"), world.objects.keys(Area.FILES));
  }

  @Test
  void a_walk_goes_on_where_the_last_one_stopped() {
    for (int i = 0; i < SweepOrphans.LIMIT + 5; i++) {
      String id = "00000000-0000-7000-8000-%012d".formatted(i);
      world.objects.put(
          "confirmed/" + id + "/" + world.owner.organization() + "/x", ByteSource.of(PNG));
    }
    world.time.advance(SweepOrphans.AGE);
    assertEquals(SweepOrphans.LIMIT, sweep.sweep().done());
    assertEquals(5, sweep.sweep().done());
    assertEquals(0, sweep.sweep().done());
  }

  @Test
  void a_store_that_is_away_is_walked_through_later() {
    world.objects.put("outputs/exec_00000000-0000-7000-8000-0000000000ff/1/0", ByteSource.of(PNG));
    world.time.advance(SweepOrphans.AGE);
    CrashPoints points = new CrashPoints();
    SweepOrphans failing =
        new SweepOrphans(
            world.files,
            platform.executions(),
            ObjectStores.of(points.wrap(ObjectStore.class, world.objects)),
            world.time);
    points.unavailable("ObjectStore.delete");
    assertEquals(new SweptRows(0, 1), failing.sweep());
    points.heal();
    assertEquals(new SweptRows(1, 0), failing.sweep());
  }
}
