package dev.modelroute.bench;

import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Adjusted;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.LedgerProofs;
import dev.modelroute.core.money.LedgerSnapshots;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.PlatformLoss;
import dev.modelroute.testkit.memory.MemorySnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One account's books, made up while they are read, so that any number of entries takes no memory:
 * a credit, then for each execution a hold, its charge and the rest, ten milliseconds apart.
 */
final class GeneratedBooks implements Ledger {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration APART = Duration.ofMillis(10);
  private static final Duration TAKES = Duration.ofMillis(5);
  private static final Money HOLD = Money.parse("0.048");
  private static final Money CHARGE = Money.parse("0.040");
  private static final Money REST = HOLD.minus(CHARGE);

  private final Account account;
  private final long executions;
  private final MemorySnapshots snapshots = new MemorySnapshots();

  GeneratedBooks(Account account, long executions) {
    this.account = account;
    this.executions = executions;
  }

  /** When the last entry is written. */
  Instant end() {
    return START.plus(APART.multipliedBy(executions + 1));
  }

  private Money paid() {
    return Money.ofNanos(Math.multiplyExact(HOLD.nanos(), executions));
  }

  @Override
  public Balance balance(Account asked) {
    Money spent = Money.ofNanos(Math.multiplyExact(CHARGE.nanos(), executions));
    return new Balance(paid().minus(spent), Money.ZERO, spent);
  }

  @Override
  public void read(Account asked, String from, Predicate<LedgerEntry> each) {
    LedgerEntry credit = new LedgerEntry(account, EntryType.CREDIT, paid(), "paid", START);
    if (credit.orderKey().compareTo(from) >= 0 && !each.test(credit)) {
      return;
    }
    for (long i = first(from); i < executions; i++) {
      String id = "exec_" + new UUID(0x7000L, 0x8000_0000_0000_0000L | i);
      Instant at = START.plus(APART.multipliedBy(i + 1));
      boolean more =
          gave(entry(EntryType.HOLD, HOLD, id, at), from, each)
              && gave(entry(EntryType.CAPTURE, CHARGE, id, at.plus(TAKES)), from, each)
              && gave(entry(EntryType.RELEASE, REST, id, at.plus(TAKES)), from, each);
      if (!more) {
        return;
      }
    }
  }

  /** The execution that an order key lies in. */
  private static long first(String from) {
    if (from.isEmpty()) {
      return 0;
    }
    long millis = Long.parseLong(from.substring(0, LedgerEntry.orderKey(START).length()));
    return Math.max(0, (millis - START.toEpochMilli()) / APART.toMillis() - 1);
  }

  private static boolean gave(LedgerEntry entry, String from, Predicate<LedgerEntry> each) {
    return entry.orderKey().compareTo(from) < 0 || each.test(entry);
  }

  private LedgerEntry entry(EntryType type, Money amount, String id, Instant at) {
    return new LedgerEntry(account, type, amount, id, at);
  }

  @Override
  public List<Account> accountsAfter(@Nullable Account after, int limit) {
    return after == null ? List.of(account) : List.of();
  }

  @Override
  public LedgerSnapshots snapshots() {
    return snapshots;
  }

  @Override
  public int shards(Account asked) {
    return 1;
  }

  @Override
  public void spread(Account asked, int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void losses(YearMonth month, Consumer<PlatformLoss> each) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean credit(LedgerEntry credit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Money storage(Account asked, Money due, String id, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Adjusted adjustment(LedgerEntry adjustment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<LedgerEntry> newest(Account asked, @Nullable String before, int limit) {
    throw new UnsupportedOperationException("at most " + PageRequest.MAX_LIMIT);
  }

  @Override
  public Optional<LedgerEntry> find(LedgerEntry like) {
    throw new UnsupportedOperationException();
  }

  @Override
  public LedgerProofs proofs() {
    throw new UnsupportedOperationException();
  }
}
