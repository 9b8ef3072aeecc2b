package dev.modelroute.core.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.Account;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final Account ACCOUNT =
      Account.parse("org_00000000-0000-7000-8000-000000000001#live");
  private static final Instant AT = Instant.parse("2026-01-31T08:00:00.001Z");

  /** Anybody with the table can do it again: these are the bytes the decision page describes. */
  @Test
  void the_digest_of_entries_is_that_of_their_fields_with_their_lengths() {
    EntriesDigest digest = new EntriesDigest();
    digest.add(new LedgerEntry(ACCOUNT, EntryType.HOLD, Money.parse("0.048"), "exec_1", AT));
    digest.add(LedgerEntry.adjustment(ACCOUNT, Money.parse("-1"), "t-1", AT, "naïve"));

    assertEquals(2, digest.count());
    assertEquals(
        Digests.sha256(
            "45:org_00000000-0000-7000-8000-000000000001#live,4:HOLD,8:48000000,6:exec_1,"
                + "24:2026-01-31T08:00:00.001Z,9:-48000000,8:48000000,1:0,0:,"
                + "45:org_00000000-0000-7000-8000-000000000001#live,10:ADJUSTMENT,11:-1000000000,"
                + "3:t-1,24:2026-01-31T08:00:00.001Z,11:-1000000000,1:0,1:0,6:naïve,"),
        digest.value());
  }

  @Test
  void no_two_different_entries_have_one_digest() {
    List<LedgerEntry> entries =
        List.of(
            entry(EntryType.CREDIT, "1", "a", AT),
            entry(EntryType.CREDIT, "1", "b", AT),
            entry(EntryType.CREDIT, "1.1", "a", AT),
            entry(EntryType.ADJUSTMENT, "1", "a", AT),
            entry(EntryType.CREDIT, "1", "a", AT.plusNanos(1)),
            LedgerEntry.adjustment(ACCOUNT, Money.parse("1"), "a", AT, "why"));
    Set<String> digests = new HashSet<>();
    for (LedgerEntry entry : entries) {
      EntriesDigest digest = new EntriesDigest();
      digest.add(entry);
      digests.add(digest.value());
    }
    assertEquals(entries.size(), digests.size());
  }

  @Test
  void a_snapshot_knows_whether_it_is_as_it_was_written() {
    Snapshot first = Snapshot.after(null, ACCOUNT, seal("", "000001", "1"));
    Snapshot second = Snapshot.after(first, ACCOUNT, seal("000001", "000002", "2"));

    assertTrue(first.isIntact());
    assertTrue(second.isIntact());
    assertEquals(1, first.number());
    assertEquals(2, second.number());
    assertEquals("", first.previous());
    assertEquals(first.digest(), second.previous());
    assertFalse(first.with(second.digest()).isIntact());
    Snapshot other = Snapshot.after(null, ACCOUNT, seal("", "000001", "1.000000001"));
    assertNotEquals(first.digest(), other.digest());
    assertFalse(other.with(first.digest()).isIntact());
  }

  private static LedgerEntry entry(EntryType type, String usd, String reference, Instant at) {
    return new LedgerEntry(ACCOUNT, type, Money.parse(usd), reference, at);
  }

  private static Snapshot.Seal seal(String from, String until, String usd) {
    Balance balance = new Balance(Money.parse(usd), Money.ZERO, Money.ZERO);
    return new Snapshot.Seal(from, until, 1, balance, "digest");
  }
}
