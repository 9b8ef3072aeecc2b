package dev.modelroute.core.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Balance.Delta;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.SealLedger;
import dev.modelroute.core.money.Snapshot;
import dev.modelroute.core.upkeep.ProveLedger.Scope;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is changed in the books behind the platform's back shows, and shows as what it is. */
class TamperedLedgerTest {
  private final PlatformOnTwins platform = new PlatformOnTwins();
  private final Account account = platform.caller().account();

  /** Charged and sealed, returned and sealed, charged and not sealed yet, open. */
  private Execution charged;

  private Execution returned;
  private Execution fresh;
  private Execution open;

  @BeforeEach
  void doBusiness() {
    SealLedger seal = new SealLedger(platform.rows().ledger(), platform.time());
    platform.alpha().answers(Script.succeeds("0.03"), Script.rejects(), Script.succeeds("0.02"));
    charged = run();
    platform.time().advance(Duration.ofHours(3));
    seal.seal(account, 10);
    returned = run();
    platform
        .rows()
        .ledger()
        .storage(account, Money.parse("0.5"), "day-1", platform.time().instant());
    platform
        .rows()
        .ledger()
        .adjustment(
            LedgerEntry.adjustment(
                account, Money.parse("-1"), "t-1", platform.time().instant(), "a bill"));
    platform.time().advance(Duration.ofHours(3));
    seal.seal(account, 10);
    fresh = run();
    open = platform.execution(platform.accepted("open"));
    platform.time().advance(Duration.ofSeconds(10));
  }

  private Execution run() {
    ExecutionId id = platform.submitted("key-" + platform.time().instant());
    platform.time().advance(Duration.ofSeconds(1));
    return platform.execution(id);
  }

  @Test
  void nobody_touched_anything() {
    assertEquals("", found(books -> {}));
    assertEquals(2, new SpoiledBooks(platform.rows().ledger(), account).chain.size());
  }

  @Test
  void a_sealed_entry_that_is_changed_removed_added_or_moved_shows() {
    assertEquals(
        "BALANCE_DIFFERS ENTRIES_CHANGED ENTRY_MISSING ENTRY_UNEXPECTED SNAPSHOT_BALANCE",
        found(books -> change(books, charged, EntryType.CAPTURE, "0.029")));
    assertEquals(
        "BALANCE_DIFFERS ENTRIES_CHANGED ENTRY_MISSING SNAPSHOT_BALANCE",
        found(books -> books.remove(entry(books, returned, EntryType.RELEASE))));
    assertEquals(
        "BALANCE_DIFFERS ENTRIES_CHANGED SNAPSHOT_BALANCE",
        found(books -> books.put(credit(returned, "5"))));
    assertEquals(
        "ENTRIES_CHANGED",
        found(books -> {
          LedgerEntry entry = byType(books, EntryType.STORAGE);
          books.remove(entry);
          books.put(
              new LedgerEntry(
                  account,
                  EntryType.STORAGE,
                  entry.amount(),
                  entry.reference(),
                  entry.at().plusMillis(1)));
        }));
    assertEquals(
        "ENTRIES_CHANGED",
        found(books -> {
          LedgerEntry entry = byType(books, EntryType.ADJUSTMENT);
          books.put(
              LedgerEntry.adjustment(
                  account, entry.amount(), entry.reference(), entry.at(), "another word"));
        }));
  }

  @Test
  void a_sealed_entry_whose_row_was_put_elsewhere_shows() {
    assertEquals(
        "ENTRIES_CHANGED",
        found(books -> {
          LedgerEntry first = byType(books, EntryType.ADJUSTMENT);
          books.remove(first);
          books.entries.put(byType(books, EntryType.STORAGE).orderKey() + "~", first);
        }));
  }

  @Test
  void an_entry_that_says_one_thing_and_moves_another_shows() {
    assertEquals(
        "BALANCE_DIFFERS CHARGED_DIFFERS ENTRY_MISSING ENTRY_UNEXPECTED PAID_DIFFERS WRONG_DELTA",
        found(books -> {
          LedgerEntry entry = entry(books, fresh, EntryType.CAPTURE);
          Delta delta = new Delta(Money.ZERO, entry.delta().held(), Money.ZERO);
          books.put(
              new LedgerEntry(
                  account,
                  entry.type(),
                  entry.amount(),
                  entry.reference(),
                  entry.at(),
                  delta,
                  null));
        }));
  }

  @Test
  void a_changed_snapshot_shows_even_with_a_new_digest_of_its_own() {
    assertEquals("SNAPSHOT_BALANCE SNAPSHOT_CHANGED", found(books -> richer(books, 2, false)));
    assertEquals("CHAIN_BROKEN SNAPSHOT_BALANCE", found(books -> richer(books, 1, true)));
    assertEquals("SNAPSHOT_BALANCE", found(books -> richer(books, 2, true)));
  }

  @Test
  void a_missing_snapshot_shows_when_one_follows() {
    assertEquals("CHAIN_BROKEN", found(books -> books.chain.remove(1L)));
  }

  @Test
  void an_end_that_is_missing_doubled_or_another_one_shows() {
    assertEquals(
        "BALANCE_DIFFERS ENTRY_MISSING",
        found(books -> books.remove(entry(books, fresh, EntryType.RELEASE))));
    assertEquals(
        "BALANCE_DIFFERS ENTRY_MISSING",
        found(books -> books.remove(entry(books, fresh, EntryType.HOLD))));
    assertEquals(
        "BALANCE_DIFFERS ENTRY_UNEXPECTED", found(books -> again(books, fresh, EntryType.CAPTURE)));
    assertEquals(
        "BALANCE_DIFFERS ENTRY_TWICE ENTRY_UNEXPECTED",
        found(books -> again(books, open, EntryType.HOLD)));
    assertEquals(
        "BALANCE_DIFFERS ENTRY_UNEXPECTED",
        found(books ->
            books.put(
                new LedgerEntry(
                    account,
                    EntryType.RELEASE,
                    open.hold(),
                    open.id().value(),
                    platform.time().instant()))));
  }

  @Test
  void a_hold_without_an_execution_shows() {
    assertEquals(
        "BALANCE_DIFFERS NO_EXECUTION",
        found(books ->
            books.put(
                new LedgerEntry(
                    account,
                    EntryType.HOLD,
                    Money.parse("0.01"),
                    "exec_00000000-0000-7000-8000-00000000abcd",
                    platform.time().instant()))));
  }

  @Test
  void a_balance_without_entries_shows_and_so_does_one_below_zero() {
    assertEquals(
        "BALANCE_DIFFERS",
        found(books -> books.balance = books.balance.plus(usd("0.000000001", "0", "0"))));
    assertEquals("BALANCE_DIFFERS BELOW_ZERO", found(books -> books.balance = usd("-1", "0", "0")));
  }

  @Test
  void a_hold_that_outlives_its_execution_shows_ten_minutes_after_the_deadline() {
    Duration left = Duration.between(platform.time().instant(), open.expiresAt());
    platform.time().advance(left.plusMinutes(10));
    assertEquals("", found(books -> {}));
    platform.time().advance(Duration.ofMillis(1));
    assertEquals("HOLD_OVERDUE", found(books -> {}));
  }

  @Test
  void an_account_that_never_rests_is_not_compared_and_not_accused() {
    SpoiledBooks books = new SpoiledBooks(platform.rows().ledger(), account);
    books.moves = 1_000;
    AccountProof moving = prover(books).prove(account);
    assertEquals(Set.of(), Set.copyOf(moving.findings()));
    assertEquals(false, moving.compared());

    books.moves = 3;
    AccountProof rested = prover(books).prove(account);
    assertEquals(Set.of(), Set.copyOf(rested.findings()));
    assertEquals(true, rested.compared());
  }

  private void change(SpoiledBooks books, Execution execution, EntryType type, String usd) {
    LedgerEntry entry = entry(books, execution, type);
    books.put(new LedgerEntry(account, type, Money.parse(usd), entry.reference(), entry.at()));
  }

  private void again(SpoiledBooks books, Execution execution, EntryType type) {
    LedgerEntry entry = entry(books, execution, type);
    books.put(
        new LedgerEntry(
            account, type, entry.amount(), entry.reference(), entry.at().plusMillis(1)));
  }

  private LedgerEntry credit(Execution beside, String usd) {
    return new LedgerEntry(account, EntryType.CREDIT, Money.parse(usd), "gift", beside.createdAt());
  }

  private static void richer(SpoiledBooks books, long number, boolean withDigest) {
    Snapshot was = Objects.requireNonNull(books.chain.get(number));
    Snapshot.Seal seal =
        new Snapshot.Seal(
            was.from(),
            was.until(),
            was.entries(),
            was.balance().plus(usd("1", "0", "0")),
            was.entriesDigest());
    Snapshot forged = Snapshot.after(books.chain.get(number - 1), was.account(), seal);
    books.chain.put(number, withDigest ? forged : forged.with(was.digest()));
  }

  private static LedgerEntry entry(SpoiledBooks books, Execution of, EntryType type) {
    return books.entries.values().stream()
        .filter(entry -> entry.reference().equals(of.id().value()) && entry.type() == type)
        .findFirst()
        .orElseThrow();
  }

  private static LedgerEntry byType(SpoiledBooks books, EntryType type) {
    return books.entries.values().stream()
        .filter(entry -> entry.type() == type)
        .findFirst()
        .orElseThrow();
  }

  private static Balance usd(String available, String held, String spent) {
    return new Balance(Money.parse(available), Money.parse(held), Money.parse(spent));
  }

  /** The codes found, sorted; the same when the proof is made in the smallest parts. */
  private String found(Consumer<SpoiledBooks> spoil) {
    SpoiledBooks books = new SpoiledBooks(platform.rows().ledger(), account);
    spoil.accept(books);
    String whole = codes(prover(books).prove(account));
    Set<String> parts = new TreeSet<>();
    Checkpoint next = Checkpoint.start(account);
    while (next != null) {
      Checkpoint read = Checkpoint.read(next.json()).orElseThrow();
      assertEquals(next, read);
      AccountProof part =
          prover(books).prove(read, new Scope(1, 1, 1, Scope.WHOLE.since(), (a, n) -> {}));
      part.findings().forEach(finding -> parts.add(finding.code().name()));
      next = part.next();
    }
    assertEquals(whole.isEmpty(), parts.isEmpty(), whole + " / " + parts);
    return whole;
  }

  private static String codes(AccountProof proof) {
    return proof.findings().stream()
        .map(finding -> finding.code().name())
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private ProveLedger prover(SpoiledBooks books) {
    return new ProveLedger(
        books, platform.rows().executions(), platform.rows().outbox(), platform.time());
  }
}
