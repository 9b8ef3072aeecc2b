package dev.modelroute.aws.dynamo;

import dev.modelroute.core.money.Balance.Delta;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Transactions that take money no execution is about: storage charges and adjustments. */
final class BalanceWritesDirect {
  private final DynamoTable ledger;

  BalanceWritesDirect(DynamoTable ledger) {
    this.ledger = ledger;
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

  private static Delta delta(LedgerEntry entry, Money part) {
    return entry.type() == EntryType.ADJUSTMENT
        ? EntryType.ADJUSTMENT.delta(part.negated())
        : entry.type().delta(part);
  }
}
