package dev.modelroute.aws.dynamo;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.LedgerLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Balances and entries on DynamoDB; rows as in {@link BalanceRow}.
 *
 * <p>Balances after each entry are folded from the account's first entry on, so a page costs as
 * many reads as the account has entries. Snapshots will shorten that.
 */
public final class DynamoLedger implements Ledger {
  private final DynamoTable table;
  private final Transactions transactions;
  private final BalanceWrites writes;

  DynamoLedger(DynamoTable table, Transactions transactions, BalanceWrites writes) {
    this.table = table;
    this.transactions = transactions;
    this.writes = writes;
  }

  @Override
  public Balance balance(Account account) {
    Balance[] sum = {Balance.ZERO};
    eachShard(account, row -> sum[0] = sum[0].plus(BalanceRow.balance(row)));
    return sum[0];
  }

  @Override
  public boolean credit(LedgerEntry credit) {
    boolean payment = credit.type() == EntryType.CREDIT && credit.amount().isPositive();
    if (!payment && credit.type() != EntryType.ADJUSTMENT) {
      throw new IllegalArgumentException("neither a positive credit nor an adjustment");
    }
    return switch (transactions.write(writes.credit(credit))) {
      case Transactions.Outcome.Committed() -> true;
      case Transactions.Outcome.Refused(int item, Row ignored) -> {
        if (item == 0) {
          yield false;
        }
        throw new IllegalArgumentException("an adjustment takes at most what is available");
      }
    };
  }

  @Override
  public Page<LedgerLine> lines(Account account, PageRequest page) {
    @Nullable String position = page.position();
    Deque<LedgerLine> newest = new ArrayDeque<>();
    Balance[] after = {Balance.ZERO};
    scan(
        account,
        entry -> {
          after[0] = after[0].plus(entry.delta());
          if (position == null || entry.orderKey().compareTo(position) < 0) {
            newest.addFirst(new LedgerLine(entry, after[0]));
            if (newest.size() > page.limit() + 1) {
              newest.removeLast();
            }
          }
        });
    if (newest.size() <= page.limit()) {
      return new Page<>(List.copyOf(newest), null);
    }
    newest.removeLast();
    List<LedgerLine> items = new ArrayList<>(newest);
    return new Page<>(items, items.getLast().entry().orderKey());
  }

  @Override
  public void scan(Account account, Consumer<LedgerEntry> each) {
    Set<String> months = new TreeSet<>();
    eachShard(account, row -> months.addAll(row.value(BalanceRow.MONTHS).ss()));
    for (String month : months) {
      table.scan(
          BalanceRow.entries(account, month),
          "",
          row -> each.accept(BalanceRow.entry(account, row)));
    }
  }

  @Override
  public void accounts(Consumer<Account> each) {
    table.scan(BalanceRow.ACCOUNTS, "", row -> each.accept(BalanceRow.account(row.text(Row.SORT))));
  }

  private void eachShard(Account account, Consumer<Row> each) {
    table.scan(BalanceRow.partition(account), BalanceRow.SHARD_PREFIX, each);
  }
}
