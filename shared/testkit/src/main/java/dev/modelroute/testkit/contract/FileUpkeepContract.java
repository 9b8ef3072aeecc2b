package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.file.FileAction;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.metering.StorageBill;
import dev.modelroute.core.metering.StorageUsage;
import dev.modelroute.core.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link FileStore} does for the sweeper, and what it counts for the meter. */
public abstract class FileUpkeepContract extends FileStoreFixture {

  @Test
  void files_whose_life_ended_are_found_oldest_first() {
    StoredFile late = living(ready(START), Duration.ofDays(2));
    StoredFile early = living(ready(START), Duration.ofHours(6));
    StoredFile forgotten = created(START);
    StoredFile deleted = ready(START.minus(Duration.ofDays(60)));
    store.delete(deleted, event(deleted, FileAction.DELETE, START));
    Instant before = START.plus(Duration.ofDays(2));

    assertEquals(List.of(early.id(), forgotten.id(), late.id()), mine(store.expired(before, 100)));
    assertEquals(
        List.of(early.id(), forgotten.id()), mine(store.expired(before.minusMillis(1), 100)));
    assertEquals(1, store.expired(before, 1).size());
  }

  @Test
  void a_confirmed_upload_outlives_the_day_uploads_have() {
    StoredFile file = created(START);
    store.confirm(file.confirmed("key/1", NOTE, START), event(file, FileAction.CONFIRM, START));
    assertEquals(List.of(), mine(store.expired(START.plus(Duration.ofDays(2)), 100)));
    assertEquals(List.of(file.id()), mine(store.expired(file.expiresAt(), 100)));
  }

  @Test
  void bytes_are_counted_from_confirm_to_delete_and_not_beyond_the_files_life() {
    StoredFile upload = created(START);
    assertEquals(StorageUsage.NONE, meter().usage(organization));
    StoredFile kept = upload.confirmed("key/1", PHOTOGRAPH, START.plusSeconds(10));
    assertTrue(store.confirm(kept, event(kept, FileAction.CONFIRM, START.plusSeconds(10))));
    assertFalse(store.confirm(kept, event(kept, FileAction.CONFIRM, START.plusSeconds(11))));
    assertByteSeconds(1234 * 90, START.plusSeconds(100));

    StoredFile output = upload(START).confirmed("key/2", NOTE, START.plusSeconds(20));
    assertTrue(store.create(output, event(output, FileAction.OUTPUT, START.plusSeconds(20))));
    assertFalse(store.create(output, event(output, FileAction.OUTPUT, START.plusSeconds(20))));
    assertTrue(store.delete(output, event(output, FileAction.DELETE, START.plusSeconds(50))));
    assertFalse(store.delete(output, event(output, FileAction.DELETE, START.plusSeconds(60))));
    assertByteSeconds(1234 * 90 + 5 * 30, START.plusSeconds(100));

    Instant late = kept.expiresAt().plusSeconds(500);
    assertTrue(store.delete(kept, event(kept, FileAction.EXPIRE, late)));
    long lived = Duration.between(START, kept.expiresAt()).toSeconds() - 10;
    assertByteSeconds(1234 * lived + 5 * 30, late);
    assertEquals(BigInteger.ZERO, meter().usage(organization).bytes());
    assertEquals(StorageUsage.NONE, meter().usage(stranger));
  }

  private void assertByteSeconds(long expected, Instant at) {
    assertEquals(BigInteger.valueOf(expected), meter().usage(organization).byteSecondsUntil(at));
  }

  @Test
  void a_bill_is_open_before_the_first_bytes_and_advanced_by_one_at_a_time() {
    assertEquals(Optional.empty(), meter().bill(organization));
    ready(START);
    ready(START.plusSeconds(9));
    StorageBill opened = StorageBill.opened(START);
    assertEquals(Optional.of(opened), meter().bill(organization));
    assertFalse(meter().due(opened.dueAt().minusMillis(1), 1000).contains(organization));
    assertTrue(meter().due(opened.dueAt(), 1000).contains(organization));

    StorageBill next =
        new StorageBill(
            1,
            1,
            new BigInteger("123456789012345678901234567890"),
            Money.ofNanos(7),
            opened.cycleEnd(),
            opened.cycleEnd().plus(StorageBill.CYCLE),
            opened.cycleEnd().plus(StorageBill.AGAIN));
    assertTrue(meter().advance(organization, next));
    assertFalse(meter().advance(organization, next));
    assertEquals(Optional.of(next), meter().bill(organization));
    assertFalse(meter().due(opened.dueAt(), 1000).contains(organization));
    assertTrue(meter().due(next.dueAt(), 1000).contains(organization));
    assertFalse(meter().advance(stranger, next));
    assertEquals(Optional.empty(), meter().bill(stranger));
  }

  @Test
  void a_walk_goes_on_where_it_was() {
    String walk = "bucket/" + UUID.randomUUID();
    assertEquals(Optional.empty(), store.sweptTo(walk));
    store.sweptTo(walk, "confirmed/1");
    store.sweptTo(walk, "confirmed/2");
    assertEquals(Optional.of("confirmed/2"), store.sweptTo(walk));
  }

  private List<FileRef> mine(List<StoredFile> found) {
    return found.stream()
        .filter(file -> file.organization().equals(organization))
        .map(StoredFile::id)
        .toList();
  }
}
