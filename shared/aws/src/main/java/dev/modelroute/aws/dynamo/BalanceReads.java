package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.LedgerEntry;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads balances and entries, all consistently; rows as in {@link BalanceRow}. */
final class BalanceReads {
  private final DynamoTable ledger;

  BalanceReads(DynamoTable ledger) {
    this.ledger = ledger;
  }

  /** The sum over the shards. */
  Balance balance(Account account) {
    Balance[] sum = {Balance.ZERO};
    eachShard(account, row -> sum[0] = sum[0].plus(BalanceRow.balance(row)));
    return sum[0];
  }

  /** All entries, oldest first. */
  void entries(Account account, Consumer<LedgerEntry> each) {
    Set<String> months = new TreeSet<>();
    eachShard(account, row -> months.addAll(row.value(BalanceRow.MONTHS).ss()));
    for (String month : months) {
      ledger.scan(
          BalanceRow.entries(account, month),
          "",
          row -> each.accept(BalanceRow.entry(account, row)));
    }
  }

  /** Every account that was credited. */
  void accounts(Consumer<Account> each) {
    ledger.scan(BalanceRow.ACCOUNTS, "", row -> each.accept(AccountText.parse(row.text(Row.SORT))));
  }

  private void eachShard(Account account, Consumer<Row> each) {
    ledger.scan(BalanceRow.partition(account), BalanceRow.SHARD_PREFIX, each);
  }
}
