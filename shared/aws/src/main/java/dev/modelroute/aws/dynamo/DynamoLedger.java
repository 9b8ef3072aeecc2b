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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Balances and entries on DynamoDB; its rows are read by {@link BalanceReads}.
 *
 * <p>Balances after each entry are folded from the account's first entry on, so a page costs as
 * many reads as the account has entries. Snapshots will shorten that.
 */
public final class DynamoLedger implements Ledger {
  private final Transactions transactions;
  private final BalanceReads reads;
  private final BalanceWrites writes;

  DynamoLedger(DynamoTable ledger, Transactions transactions) {
    this.transactions = transactions;
    this.reads = new BalanceReads(ledger);
    this.writes = new BalanceWrites(ledger);
  }

  @Override
  public Balance balance(Account account) {
    return reads.balance(account);
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
    reads.entries(account, each);
  }

  @Override
  public void accounts(Consumer<Account> each) {
    reads.accounts(each);
  }
}
