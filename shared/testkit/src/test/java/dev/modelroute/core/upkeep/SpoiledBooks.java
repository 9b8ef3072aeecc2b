package dev.modelroute.core.upkeep;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Adjusted;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.LedgerProofs;
import dev.modelroute.core.money.LedgerSnapshots;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.PlatformLoss;
import dev.modelroute.core.money.Snapshot;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A copy of one account's books, open to whoever wants to change what nobody may change. */
final class SpoiledBooks implements Ledger {
  final Account account;
  final NavigableMap<String, LedgerEntry> entries = new TreeMap<>();
  final NavigableMap<Long, Snapshot> chain = new TreeMap<>();
  Balance balance;

  /** Balances that are told before the one it has. */
  int moves;

  SpoiledBooks(Ledger books, Account account) {
    this.account = account;
    this.balance = books.balance(account);
    books.scan(account, this::put);
    books.snapshots().after(account, 0, 1_000).forEach(one -> chain.put(one.number(), one));
  }

  void put(LedgerEntry entry) {
    entries.put(entry.orderKey(), entry);
  }

  void remove(LedgerEntry entry) {
    entries.remove(entry.orderKey());
  }

  @Override
  public Balance balance(Account asked) {
    return moves-- > 0
        ? balance.plus(new Balance(Money.ofNanos(moves + 1), Money.ZERO, Money.ZERO))
        : balance;
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
  public void read(Account asked, String from, Predicate<LedgerEntry> each) {
    for (LedgerEntry entry : List.copyOf(entries.tailMap(from, true).values())) {
      if (!each.test(entry)) {
        return;
      }
    }
  }

  @Override
  public List<LedgerEntry> newest(Account asked, @Nullable String before, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<LedgerEntry> find(LedgerEntry like) {
    return Optional.ofNullable(entries.get(like.orderKey()));
  }

  @Override
  public List<Account> accountsAfter(@Nullable Account after, int limit) {
    return after == null ? List.of(account) : List.of();
  }

  @Override
  public LedgerProofs proofs() {
    throw new UnsupportedOperationException();
  }

  @Override
  public LedgerSnapshots snapshots() {
    return new LedgerSnapshots() {
      @Override
      public Optional<Snapshot> newest(Account asked) {
        return Optional.ofNullable(chain.lastEntry()).map(entry -> entry.getValue());
      }

      @Override
      public Optional<Snapshot> before(Account asked, String orderKey) {
        throw new UnsupportedOperationException();
      }

      @Override
      public List<Snapshot> after(Account asked, long number, int limit) {
        return chain.tailMap(number, false).values().stream().limit(limit).toList();
      }

      @Override
      public boolean seal(Snapshot snapshot) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
