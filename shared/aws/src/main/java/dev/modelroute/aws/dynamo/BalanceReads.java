package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.PlatformLoss;
import java.time.YearMonth;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads balances, all consistently; rows as in {@link BalanceRow}. */
final class BalanceReads {
  private final DynamoTable ledger;

  BalanceReads(DynamoTable ledger) {
    this.ledger = ledger;
  }

  /**
   * All rows of a balance at one instant: one row is read as it is, several in one transaction, so
   * that money on its way from one to another is seen once.
   */
  BalanceShards shards(Account account) {
    List<Row> rows = List.of(first(account));
    int ever = BalanceRow.shardsEver(rows.getFirst());
    // The number only grows: whoever learns of more rows reads again.
    while (ever > rows.size()) {
      rows = ledger.getTogether(keys(account, ever));
      ever = BalanceRow.shardsEver(rows.getFirst());
    }
    NavigableMap<String, Balance> balances = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      balances.put(BalanceShards.name(i), BalanceRow.balance(rows.get(i)));
    }
    return new BalanceShards(BalanceRow.shards(rows.getFirst()), balances);
  }

  /** Rows a balance is spread over. */
  int shardsInUse(Account account) {
    return BalanceRow.shards(first(account));
  }

  /**
   * Whether a row is the whole balance.
   *
   * @param read the row as it is; empty when there is none
   */
  static boolean isWhole(String shard, Row read) {
    return shard.equals(BalanceShards.FIRST) && BalanceRow.shardsEver(read) == 1;
  }

  private Row first(Account account) {
    return ledger.get(BalanceRow.shard(account, BalanceShards.FIRST)).orElse(Row.NONE);
  }

  private static List<Row.Key> keys(Account account, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> BalanceRow.shard(account, BalanceShards.name(i)))
        .toList();
  }

  /** What executions of a month cost above their holds, oldest first. */
  void losses(YearMonth month, Consumer<PlatformLoss> each) {
    ledger.scan(
        BalanceRow.losses(month.toString()),
        "",
        row ->
            each.accept(
                new PlatformLoss(
                    row.text(BalanceRow.REFERENCE),
                    row.money(BalanceRow.AMOUNT),
                    row.instant(BalanceRow.AT))));
  }

  /** What was moved under an entry's type and reference; empty when nothing was. */
  Optional<Money> reference(LedgerEntry entry) {
    return ledger.get(BalanceRow.reference(entry)).map(row -> row.moneyOrZero(BalanceRow.AMOUNT));
  }

  /** What the entry that this row of a reference stands for has moved. */
  static Money moved(Row reference) {
    return reference.money(BalanceRow.AMOUNT);
  }
}
