package dev.modelroute.testkit.memory;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Adjusted;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.LedgerLine;
import dev.modelroute.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
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
  public boolean credit(LedgerEntry credit) {
    if (credit.type() != EntryType.CREDIT || !credit.amount().isPositive()) {
      throw new IllegalArgumentException("no positive credit");
    }
    synchronized (rows) {
      if (rows.references.putIfAbsent(name(credit), credit.amount()) != null) {
        return false;
      }
      rows.post(credit);
      return true;
    }
  }

  @Override
  public Money storage(Account account, Money due, String id, Instant at) {
    if (due.isNegative()) {
      throw new IllegalArgumentException("nothing negative is ever due");
    }
    synchronized (rows) {
      Money taken = due.min(rows.available(account));
      LedgerEntry charge = new LedgerEntry(account, EntryType.STORAGE, taken, id, at);
      Money earlier = rows.references.putIfAbsent(name(charge), taken);
      if (earlier != null) {
        return earlier;
      }
      rows.postIfPositive(charge);
      return taken;
    }
  }

  @Override
  public Adjusted adjustment(LedgerEntry adjustment) {
    if (adjustment.type() != EntryType.ADJUSTMENT || adjustment.amount().isZero()) {
      throw new IllegalArgumentException("no adjustment");
    }
    synchronized (rows) {
      Money earlier = rows.references.get(name(adjustment));
      if (earlier != null) {
        return new Adjusted.Repeated(earlier);
      }
      if (rows.available(adjustment.account()).plus(adjustment.amount()).isNegative()) {
        return new Adjusted.TooLittle();
      }
      rows.references.put(name(adjustment), adjustment.amount());
      rows.post(adjustment);
      return new Adjusted.Done();
    }
  }

  private static String name(LedgerEntry entry) {
    return entry.account() + "#" + entry.type() + "#" + entry.reference();
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
  public void accounts(Consumer<Account> each) {
    List<Account> accounts;
    synchronized (rows) {
      accounts = List.copyOf(rows.balances.keySet());
    }
    accounts.forEach(each);
  }
}
