package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads balances, all consistently; rows as in {@link BalanceRow}. */
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

  /** What is available on each shard. */
  Map<String, Money> available(Account account) {
    Map<String, Money> available = new TreeMap<>();
    eachShard(
        account,
        row ->
            available.put(
                row.text(Row.SORT).substring(BalanceRow.SHARD_PREFIX.length()),
                row.moneyOrZero(BalanceRow.AVAILABLE)));
    return available;
  }

  /** What was moved under an entry's type and reference; empty when nothing was. */
  Optional<Money> reference(LedgerEntry entry) {
    return ledger.get(BalanceRow.reference(entry)).map(row -> row.moneyOrZero(BalanceRow.AMOUNT));
  }

  /** What the entry that this row of a reference stands for has moved. */
  static Money moved(Row reference) {
    return reference.money(BalanceRow.AMOUNT);
  }

  private void eachShard(Account account, Consumer<Row> each) {
    ledger.scan(BalanceRow.partition(account), BalanceRow.SHARD_PREFIX, each);
  }
}
