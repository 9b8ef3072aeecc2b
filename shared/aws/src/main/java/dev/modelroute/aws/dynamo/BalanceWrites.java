package dev.modelroute.aws.dynamo;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance.Delta;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.Resolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The only place that writes balances and ledger entries. It never writes by itself: it makes the
 * parts of a transaction that also moves what the money is for.
 */
final class BalanceWrites {
  private final DynamoTable ledger;

  BalanceWrites(DynamoTable ledger) {
    this.ledger = ledger;
  }

  /** One conditional change per shard, then the entry HOLD. */
  List<TransactWriteItem> hold(Execution execution, Map<String, Money> shards) {
    Instant at = execution.createdAt();
    List<TransactWriteItem> parts = new ArrayList<>();
    new TreeMap<>(shards)
        .forEach((shard, amount) ->
            parts.add(
                ledger.change(
                    move(execution.account(), shard, EntryType.HOLD.delta(amount), at)
                        .whenAtLeast(BalanceRow.AVAILABLE, amount.nanos()))));
    parts.add(entry(execution, EntryType.HOLD, execution.hold(), at));
    return parts;
  }

  /**
   * One conditional change per shard the hold lies on, the charge taken in shard order; then the
   * entries for what is charged, what goes back and what the platform loses, each if there is any.
   */
  List<TransactWriteItem> resolve(
      Execution ended, Map<String, Money> shards, Resolution resolution, Instant at) {
    List<TransactWriteItem> parts = new ArrayList<>();
    Money uncharged = resolution.captured();
    for (var shard : new TreeMap<>(shards).entrySet()) {
      Money held = shard.getValue();
      Money charged = uncharged.min(held);
      uncharged = uncharged.minus(charged);
      Delta delta = new Delta(held.minus(charged), held.negated(), charged);
      parts.add(
          ledger.change(
              move(ended.account(), shard.getKey(), delta, at)
                  .whenAtLeast(BalanceRow.HELD, held.nanos())));
    }
    if (resolution.captured().isPositive()) {
      parts.add(entry(ended, EntryType.CAPTURE, resolution.captured(), at));
    }
    if (resolution.released().isPositive()) {
      parts.add(entry(ended, EntryType.RELEASE, resolution.released(), at));
    }
    if (resolution.platformLoss().isPositive()) {
      parts.add(loss(ended, resolution.platformLoss(), at));
    }
    return parts;
  }

  /**
   * Reference, balance, entry, and the account among all accounts. The first fails for a reference
   * used before.
   *
   * @param portions what each shard gains; they add up to the amount
   */
  List<TransactWriteItem> credit(LedgerEntry credit, Map<String, Money> portions) {
    Account account = credit.account();
    List<TransactWriteItem> parts = new ArrayList<>();
    parts.add(ledger.newRow(BalanceRow.referenceRow(credit)));
    new TreeMap<>(portions)
        .forEach((shard, portion) ->
            parts.add(
                ledger.change(move(account, shard, credit.type().delta(portion), credit.at()))));
    parts.add(ledger.newRow(BalanceRow.row(credit)));
    parts.add(ledger.sameRow(Row.of(new Row.Key(BalanceRow.ACCOUNTS, account.toString()))));
    return parts;
  }

  /**
   * Evens a balance out over so many rows. Fails when a row that loses has less by now, or when the
   * number of rows was changed meanwhile. No entry is written: the balance is the same.
   */
  List<TransactWriteItem> spread(Account account, BalanceShards now, int count) {
    List<TransactWriteItem> parts = new ArrayList<>();
    now.evening(count)
        .forEach((shard, change) -> {
          boolean first = shard.equals(BalanceShards.FIRST);
          if (change.isZero() && !first) {
            return;
          }
          RowUpdate update = RowUpdate.of(BalanceRow.shard(account, shard));
          update.add(BalanceRow.AVAILABLE, change.nanos());
          if (change.isNegative()) {
            update.whenAtLeast(BalanceRow.AVAILABLE, change.negated().nanos());
          }
          if (first) {
            int ever = now.rows().size();
            update.whenAbsentOrEqual(BalanceRow.SHARDS_EVER, ever);
            update.whenAbsentOrEqual(BalanceRow.SHARDS, now.inUse());
            update.set(BalanceRow.SHARDS, count);
            update.set(BalanceRow.SHARDS_EVER, Math.max(ever, count));
          }
          parts.add(ledger.change(update));
        });
    return parts;
  }

  static RowUpdate move(Account account, String shard, Delta delta, Instant at) {
    return RowUpdate.of(BalanceRow.shard(account, shard))
        .add(BalanceRow.AVAILABLE, delta.available().nanos())
        .add(BalanceRow.HELD, delta.held().nanos())
        .add(BalanceRow.SPENT, delta.spent().nanos())
        .add(BalanceRow.MONTHS, AttributeValue.fromSs(List.of(BalanceRow.month(at))));
  }

  private TransactWriteItem entry(Execution execution, EntryType type, Money amount, Instant at) {
    return ledger.newRow(
        BalanceRow.row(
            new LedgerEntry(execution.account(), type, amount, execution.id().value(), at)));
  }

  private TransactWriteItem loss(Execution execution, Money amount, Instant at) {
    return ledger.newRow(
        Row.of(BalanceRow.loss(execution.id().value(), at))
            .put(BalanceRow.TYPE, "PLATFORM_LOSS")
            .put(BalanceRow.AMOUNT, amount)
            .put(BalanceRow.REFERENCE, execution.id().value())
            .put(BalanceRow.AT, at));
  }
}
