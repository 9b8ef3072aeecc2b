package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.LedgerLine;
import dev.modelroute.core.money.LedgerSnapshots;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.PlatformLoss;
import dev.modelroute.core.money.SealLedger;
import dev.modelroute.core.money.SealLedger.Sealed;
import dev.modelroute.core.money.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code Ledger} promises of reading, and {@code LedgerSnapshots} of the chain. */
public abstract class LedgerReadContract extends StoreContract {

  @Test
  void what_executions_cost_above_their_holds_stands_in_the_platforms_own_books() {
    Account account = funded("1");
    time.set(Instant.parse("2026-11-30T23:59:00Z"));
    Execution over = started(accepted(make.pending(account).build()));
    Execution exact = started(accepted(make.pending(account).build()));
    Execution late = started(accepted(make.pending(account).build()));
    ended(over, make.completed(Money.parse("0.050")));
    ended(exact, make.completed(Money.parse("0.048")));
    Instant first = time.instant();
    Instant next = time.advance(Duration.ofMinutes(2));
    Execution ended = ended(late, make.completed(Money.parse("0.048000001")));
    assertEquals(
        new Resolved.AlreadyEnded(ended),
        resolve(late.ended(make.completed(Money.parse("9")), next), late.state()));

    assertEquals(
        List.of(new PlatformLoss(over.id().value(), Money.parse("0.002"), first)),
        losses(YearMonth.of(2026, 11)));
    assertEquals(
        List.of(new PlatformLoss(late.id().value(), Money.parse("0.000000001"), next)),
        losses(YearMonth.of(2026, 12)));
    assertEquals(List.of(), losses(YearMonth.of(2026, 10)));
    assertEquals(Money.parse("0.144"), stores.ledger().balance(account).spent());
  }

  private List<PlatformLoss> losses(YearMonth month) {
    List<PlatformLoss> losses = new ArrayList<>();
    stores.ledger().losses(month, losses::add);
    return losses;
  }

  @Test
  void entries_are_read_from_any_key_until_nobody_wants_more_over_months_without_any() {
    Account account = make.account();
    List<LedgerEntry> all = credits(account, 6, Duration.ofDays(45));
    for (int from = 0; from < all.size(); from++) {
      String key = all.get(from).orderKey();
      assertEquals(all.subList(from, 6), read(account, key, 10), key);
      assertEquals(all.subList(from + 1, 6), read(account, key + "\0", 10), key);
      assertEquals(all.subList(from, from + 1), read(account, key, 1), key);
    }
    assertEquals(all, read(account, "", 10));
    assertEquals(all.subList(0, 2), read(account, "", 2));
    assertEquals(List.of(), read(account, LedgerEntry.orderKey(time.instant()), 10));
  }

  @Test
  void the_newest_entries_come_first_and_before_a_key() {
    Account account = make.account();
    List<LedgerEntry> all = credits(account, 5, Duration.ofDays(45)).reversed();
    assertEquals(all, ledger().newest(account, null, 10));
    assertEquals(all.subList(0, 2), ledger().newest(account, null, 2));
    assertEquals(all.subList(3, 5), ledger().newest(account, all.get(2).orderKey(), 10));
    assertEquals(all.subList(3, 4), ledger().newest(account, all.get(2).orderKey(), 1));
    assertEquals(List.of(), ledger().newest(account, all.get(4).orderKey(), 1));
    assertEquals(List.of(), ledger().newest(make.account(), null, 1));
  }

  @Test
  void an_entry_is_found_by_what_it_is_about() {
    Account account = make.account();
    LedgerEntry credit = credits(account, 1, Duration.ofDays(1)).getFirst();
    LedgerEntry other =
        new LedgerEntry(account, EntryType.CREDIT, Money.ZERO, credit.reference(), credit.at());
    assertEquals(Optional.of(credit), ledger().find(other), "whatever its amount");
    LedgerEntry later =
        new LedgerEntry(
            account, EntryType.CREDIT, credit.amount(), credit.reference(), time.instant());
    assertEquals(Optional.empty(), ledger().find(later));
  }

  @Test
  void accounts_come_in_pages() {
    List<Account> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Account live = funded("1");
      Account test = new Account(live.organization(), AccountMode.TEST);
      ledger().credit(make.credit(test, Money.parse("1")));
      made.add(live);
      made.add(test);
    }
    List<Account> read = new ArrayList<>();
    List<Account> page = ledger().accountsAfter(null, 4);
    assertEquals(4, page.size());
    while (!page.isEmpty()) {
      read.addAll(page);
      page = ledger().accountsAfter(page.getLast(), 4);
    }
    assertEquals(made, read);
  }

  @Test
  void snapshots_form_a_chain_that_comes_back_as_it_was_written() {
    Account account = make.account();
    SealLedger seal = new SealLedger(ledger(), time);
    credits(account, 5, Duration.ofHours(2));
    credits(account, 1, Duration.ofMinutes(59));
    assertEquals(new Sealed(1, 5, false), seal.seal(account, 10), "one is not an hour old");
    assertEquals(new Sealed(0, 0, false), seal.seal(account, 10), "nothing happened since");
    time.advance(Duration.ofDays(70));
    credits(account, 2, Duration.ofHours(30));
    assertEquals(new Sealed(1, 3, false), seal.seal(account, 10));

    List<Snapshot> chain = snapshots().after(account, 0, 10);
    assertEquals(List.of(1L, 2L), chain.stream().map(Snapshot::number).toList());
    assertTrue(chain.stream().allMatch(Snapshot::isIntact));
    assertEquals("", chain.get(0).previous());
    assertEquals(chain.get(0).digest(), chain.get(1).previous());
    assertEquals(chain.get(0).until(), chain.get(1).from());
    assertEquals(ledger().balance(account), chain.get(1).balance());
    assertEquals(chain.subList(1, 2), snapshots().after(account, 1, 10));
    assertEquals(chain.subList(0, 1), snapshots().after(account, 0, 1));
    assertEquals(Optional.of(chain.get(1)), snapshots().newest(account));
    assertEquals(Optional.empty(), snapshots().newest(make.account()));
  }

  @Test
  void a_snapshot_is_found_by_where_it_ends() {
    Account account = make.account();
    SealLedger seal = new SealLedger(ledger(), time);
    for (int i = 0; i < 9; i++) {
      credits(account, 1, Duration.ofHours(3));
      seal.seal(account, 1);
    }
    List<Snapshot> chain = snapshots().after(account, 0, 100);
    assertEquals(9, chain.size());
    assertEquals(Optional.empty(), snapshots().before(account, "0"));
    for (Snapshot snapshot : chain) {
      assertEquals(Optional.of(snapshot), snapshots().before(account, snapshot.until()));
      assertEquals(Optional.of(snapshot), snapshots().before(account, snapshot.until() + "#"));
    }
  }

  @Test
  void of_two_sweepers_one_writes_the_next_snapshot_whatever_their_clocks() {
    Account account = make.account();
    credits(account, 4, Duration.ofHours(2));
    Instant now = time.instant();
    List<Sealed> all =
        Parallel.call(
            8, i -> new SealLedger(ledger(), () -> now.plusSeconds(i * 1800L)).seal(account, 1));
    assertEquals(1, all.stream().filter(sealed -> sealed.snapshots() == 1).count());
    Snapshot sealed = snapshots().newest(account).orElseThrow();
    assertEquals(1, sealed.number());
    assertFalse(snapshots().seal(sealed));
  }

  @Test
  void pages_show_the_same_balances_before_and_after_sealing() {
    Account account = make.account();
    for (int i = 0; i < 7; i++) {
      credits(account, 1, Duration.ofMinutes(20));
      ended(started(accepted(make.pending(account).build())), make.completed(usd("0.001")));
      time.advance(Duration.ofMinutes(25));
    }
    time.advance(Duration.ofMinutes(61));
    List<LedgerLine> unsealed = pages(account);
    assertEquals(28, unsealed.size());
    assertEquals(ledger().balance(account), unsealed.getFirst().after());
    assertEquals(1, new SealLedger(ledger(), time).seal(account, 5).snapshots());
    assertEquals(unsealed, pages(account));
    credits(account, 1, Duration.ofMinutes(1));
    assertEquals(ledger().balance(account), pages(account).getFirst().after());
  }

  @Test
  void what_a_proof_found_is_kept_until_the_next_one() {
    JsonObject first = JsonObject.builder().put("ok", true).put("entries", 7).build();
    JsonObject second = JsonObject.builder().put("ok", false).build();
    assertEquals(Optional.empty(), ledger().proofs().find("daily"));
    ledger().proofs().keep("daily", first);
    ledger().proofs().keep("hourly", second);
    assertEquals(Optional.of(first), ledger().proofs().find("daily"));
    ledger().proofs().keep("daily", second);
    assertEquals(Optional.of(second), ledger().proofs().find("daily"));
  }

  private List<LedgerLine> pages(Account account) {
    List<LedgerLine> read = new ArrayList<>();
    @Nullable String position = null;
    do {
      Page<LedgerLine> page = ledger().lines(account, new PageRequest(3, position));
      assertTrue(page.items().size() <= 3);
      read.addAll(page.items());
      position = page.next();
    } while (position != null);
    return read;
  }

  /** Each followed by a while. */
  private List<LedgerEntry> credits(Account account, int count, Duration apart) {
    List<LedgerEntry> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LedgerEntry credit = make.credit(account, usd("0.5"));
      assertTrue(ledger().credit(credit));
      written.add(credit);
      time.advance(apart);
    }
    return written;
  }

  private List<LedgerEntry> read(Account account, String from, int most) {
    List<LedgerEntry> read = new ArrayList<>();
    ledger()
        .read(
            account,
            from,
            entry -> {
              read.add(entry);
              return read.size() < most;
            });
    return read;
  }

  private Ledger ledger() {
    return stores.ledger();
  }

  private LedgerSnapshots snapshots() {
    return stores.ledger().snapshots();
  }

  private static Money usd(String text) {
    return Money.parse(text);
  }
}
