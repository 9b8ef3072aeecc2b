package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance.Delta;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Transactions for money that no execution is about: storage charges and adjustments. */
final class BalanceWritesDirect {
  private final DynamoTable ledger;

  BalanceWritesDirect(DynamoTable ledger) {
    this.ledger = ledger;
  }

  /**
   * Where an amount is taken from: the richest shards first, so that few rows move.
   *
   * @param available by shard
   * @return what each shard gives; less than wanted in all when there is not more
   */
  static Map<String, Money> plan(Map<String, Money> available, Money wanted) {
    Map<String, Money> plan = new TreeMap<>();
    Money open = wanted;
    for (var shard :
        available.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList()) {
      Money part = open.min(shard.getValue());
      if (part.isPositive()) {
        plan.put(shard.getKey(), part);
        open = open.minus(part);
      }
    }
    return plan;
  }

  static Money sum(Map<String, Money> shards) {
    return shards.values().stream().reduce(Money.ZERO, Money::plus);
  }

  /**
   * Reference, one change per shard, entry. The first fails for a reference used before, the others
   * when a shard has less by now.
   *
   * @param entry of the sum of the shards; when that is zero only the reference is written
   */
  List<TransactWriteItem> take(LedgerEntry entry, Map<String, Money> shards) {
    List<TransactWriteItem> parts = new ArrayList<>();
    parts.add(ledger.newRow(BalanceRow.referenceRow(entry)));
    new TreeMap<>(shards)
        .forEach((shard, amount) ->
            parts.add(
                ledger.change(
                    BalanceWrites.move(entry.account(), shard, delta(entry, amount), entry.at())
                        .whenAtLeast(BalanceRow.AVAILABLE, amount.nanos()))));
    if (!shards.isEmpty()) {
      parts.add(ledger.newRow(BalanceRow.row(entry)));
    }
    return parts;
  }

  /** Reference, balance, entry, and the account among all accounts. */
  List<TransactWriteItem> give(LedgerEntry entry) {
    Account account = entry.account();
    return List.of(
        ledger.newRow(BalanceRow.referenceRow(entry)),
        ledger.change(
            BalanceWrites.move(account, BalanceWrites.FIRST_SHARD, entry.delta(), entry.at())),
        ledger.newRow(BalanceRow.row(entry)),
        ledger.sameRow(Row.of(new Row.Key(BalanceRow.ACCOUNTS, account.toString()))));
  }

  private static Delta delta(LedgerEntry entry, Money part) {
    return entry.type() == EntryType.ADJUSTMENT
        ? EntryType.ADJUSTMENT.delta(part.negated())
        : entry.type().delta(part);
  }
}
