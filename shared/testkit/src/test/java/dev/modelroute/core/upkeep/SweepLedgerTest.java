package dev.modelroute.core.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance.Delta;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.SealLedger;
import dev.modelroute.core.money.Snapshot;
import dev.modelroute.core.upkeep.SweepLedger.Swept;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.metric.MemoryMetrics;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepLedgerTest {
  private final SettableTime time = new SettableTime();
  private final Executions make = new Executions(time, new CountingIds());
  private final MemoryPlatform rows = new MemoryPlatform();
  private final MemoryMetrics metrics = new MemoryMetrics();
  private final Heard heard = new Heard();
  private final Ledger ledger = rows.ledger();
  private final SweepLedger sweep = sweeper(rows.executions());

  private SweepLedger sweeper(ExecutionStore executions) {
    return new SweepLedger(
        ledger,
        new SealLedger(ledger, time),
        new ProveLedger(ledger, executions, rows.outbox(), time),
        metrics,
        time);
  }

  private static final class Heard implements SweepLedger.Listener {
    private final List<String> sealed = new ArrayList<>();
    private final List<Finding> found = new ArrayList<>();

    @Override
    public void sealed(Account account, long number, String digest) {
      sealed.add(number + " " + digest);
    }

    @Override
    public void found(Account account, List<Finding> findings) {
      found.addAll(findings);
    }

    @Override
    public void progress(Account account, long entries) {}
  }

  private Account funded() {
    Account account = make.account();
    ledger.credit(make.credit(account, Money.parse("1")));
    return account;
  }

  /** Sweeps each minute for a while; the sum of what was done. */
  private String during(Duration period) {
    long accounts = 0;
    long entries = 0;
    long sealed = 0;
    for (long minute = 0; minute < period.toMinutes(); minute++) {
      time.advance(Duration.ofMinutes(1));
      Swept swept = sweep.sweep(heard);
      accounts += swept.accounts();
      entries += swept.entries();
      sealed += swept.sealed();
    }
    return accounts + " accounts, " + entries + " entries, " + sealed + " sealed";
  }

  @Test
  void every_account_is_proved_each_day_and_a_moving_one_each_hour() {
    Account busy = funded();
    Account idle = funded();
    assertEquals("4 accounts, 4 entries, 0 sealed", during(Duration.ofMinutes(1)), "both rounds");
    assertEquals("0 accounts, 0 entries, 0 sealed", during(Duration.ofMinutes(59)));
    // Both moved since the round before the first began; then they rest.
    assertEquals("2 accounts, 2 entries, 0 sealed", during(Duration.ofMinutes(1)));
    during(Duration.ofHours(4));
    assertEquals(1, ledger.snapshots().after(busy, 0, 10).size());
    assertEquals(1, ledger.snapshots().after(idle, 0, 10).size());

    ledger.credit(make.credit(busy, Money.parse("1")));
    assertEquals("1 accounts, 1 entries, 1 sealed", during(Duration.ofHours(3)));
    assertEquals("2 accounts, 3 entries, 0 sealed", during(Duration.ofHours(17)), "the daily one");
    assertEquals(List.of(), heard.found);
    assertTrue(metrics.of(SweepLedger.DRIFT).stream().allMatch(found -> found == 0));
    assertTrue(ledger.proofs().find("round#daily#" + idle).orElseThrow().bool("ok").orElseThrow());
  }

  @Test
  void what_does_not_add_up_is_told_and_counted() {
    Account account = funded();
    during(Duration.ofMinutes(1));
    // An entry whose account was not moved by what it says.
    rows.ledger()
        .adjustment(
            new LedgerEntry(
                account,
                EntryType.ADJUSTMENT,
                Money.parse("0.5"),
                "forged",
                time.instant(),
                new Delta(Money.parse("0.6"), Money.ZERO, Money.ZERO),
                null));
    during(Duration.ofHours(1));
    assertEquals(
        List.of(Finding.Code.WRONG_DELTA, Finding.Code.PAID_DIFFERS),
        heard.found.stream().map(Finding::code).toList());
    assertEquals(2, metrics.of(SweepLedger.DRIFT).stream().mapToLong(Long::longValue).sum());
    assertEquals(
        false,
        ledger.proofs().find("round#hourly#" + account).orElseThrow().bool("ok").orElseThrow());
  }

  @Test
  void a_large_account_takes_many_calls_and_is_sealed_in_order() {
    Account account = funded();
    int count = 70_000;
    for (int i = 0; i < count; i++) {
      ledger.credit(
          new LedgerEntry(account, EntryType.CREDIT, Money.ofNanos(1), "c-" + i, time.instant()));
    }
    time.advance(Duration.ofHours(2));
    Swept first = sweep.sweep(heard);
    assertEquals(0, first.accounts(), "a call does its share only");
    during(Duration.ofMinutes(5));
    assertEquals(List.of(), heard.found);
    List<Snapshot> chain = ledger.snapshots().after(account, 0, 100);
    assertEquals(8, chain.size());
    assertEquals(count + 1, chain.stream().mapToLong(Snapshot::entries).sum());
    assertTrue(
        ledger.proofs().find("round#daily#" + account).orElseThrow().bool("ok").orElseThrow());
  }
}
