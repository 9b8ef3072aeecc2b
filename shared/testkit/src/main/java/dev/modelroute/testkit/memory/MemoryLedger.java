package dev.modelroute.testkit.memory;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.LedgerLine;
import dev.modelroute.core.money.PlatformLoss;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Balances and entries in memory; see {@link MemoryPlatform}. */
public final class MemoryLedger implements Ledger {
  private final MemoryRows rows;

  MemoryLedger(MemoryRows rows) {
    this.rows = rows;
  }

  @Override
  public Balance balance(Account account) {
    synchronized (rows) {
      return rows.balances.getOrDefault(account, Balance.ZERO);
    }
  }

  @Override
  public int shards(Account account) {
    synchronized (rows) {
      return rows.shards.getOrDefault(account, 1);
    }
  }

  /** One lock holds all rows together: the number is kept, there is nothing to move. */
  @Override
  public void spread(Account account, int count) {
    if (count < 1 || count > MAX_SHARDS) {
      throw new IllegalArgumentException("a balance has 1 to " + MAX_SHARDS + " shards");
    }
    synchronized (rows) {
      rows.shards.put(account, count);
    }
  }

  @Override
  public boolean credit(LedgerEntry credit) {
    requireCredit(credit);
    synchronized (rows) {
      boolean known =
          rows.entriesOf(credit.account()).values().stream()
              .anyMatch(entry ->
                  entry.type() == credit.type() && entry.reference().equals(credit.reference()));
      if (known) {
        return false;
      }
      if (rows.available(credit.account()).plus(credit.amount()).isNegative()) {
        throw new IllegalArgumentException("an adjustment takes at most what is available");
      }
      rows.post(credit);
      return true;
    }
  }

  private static void requireCredit(LedgerEntry credit) {
    boolean payment = credit.type() == EntryType.CREDIT && credit.amount().isPositive();
    if (!payment && credit.type() != EntryType.ADJUSTMENT) {
      throw new IllegalArgumentException("neither a positive credit nor an adjustment");
    }
  }

  @Override
  public Page<LedgerLine> lines(Account account, PageRequest page) {
    @Nullable String position = page.position();
    List<LedgerLine> newestFirst = new ArrayList<>();
    Balance[] after = {Balance.ZERO};
    scan(
        account,
        entry -> {
          after[0] = after[0].plus(entry.delta());
          if (position == null || entry.orderKey().compareTo(position) < 0) {
            newestFirst.addFirst(new LedgerLine(entry, after[0]));
          }
        });
    return MemoryPages.cut(newestFirst, page.limit(), line -> line.entry().orderKey());
  }

  @Override
  public void scan(Account account, Consumer<LedgerEntry> each) {
    List<LedgerEntry> entries;
    synchronized (rows) {
      entries = List.copyOf(rows.entriesOf(account).values());
    }
    entries.forEach(each);
  }

  @Override
  public void losses(YearMonth month, Consumer<PlatformLoss> each) {
    List<PlatformLoss> losses;
    synchronized (rows) {
      losses =
          rows.losses.stream()
              .filter(loss -> YearMonth.from(loss.at().atOffset(ZoneOffset.UTC)).equals(month))
              .sorted(Comparator.comparing(PlatformLoss::at).thenComparing(PlatformLoss::reference))
              .toList();
    }
    losses.forEach(each);
  }

  @Override
  public void accounts(Consumer<Account> each) {
    List<Account> accounts;
    synchronized (rows) {
      accounts = List.copyOf(rows.balances.keySet());
    }
    accounts.forEach(each);
  }
}
