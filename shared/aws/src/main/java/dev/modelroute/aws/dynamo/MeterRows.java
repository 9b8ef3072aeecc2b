package dev.modelroute.aws.dynamo;

import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.metering.StorageBill;
import dev.modelroute.core.metering.StorageChange;
import dev.modelroute.core.metering.StorageUsage;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Rows of the table {@code files} that count bytes over time.
 *
 * <ul>
 *   <li>{@code METER#<org>} / {@code USE#<n>}: a part of the sums of {@link StorageUsage}, by hash
 *       of the file: one row would take some fifty changes a second.
 *   <li>{@code METER#<org>} / {@code BILL}: the bill; in {@code due} as {@code meter#<shard>}.
 * </ul>
 */
final class MeterRows {
  static final String BILL = "BILL";
  static final String USE = "USE#";

  private static final String VERSION = "version";
  private static final String ORGANIZATION = "organization";
  private static final String BYTES = "bytes";
  private static final String WEIGHTED = "weighted";
  private static final String PAYMENTS = "payments";
  private static final String METERED = "metered";
  private static final String OWED = "owed";
  private static final String CYCLE_START = "cycle_start";
  private static final String CYCLE_END = "cycle_end";
  private static final String DUE = "bill_due_at";

  /** Parts of an organisation's sums. */
  private static final int PARTS = 16;

  /** Most organisations remembered to have a bill. */
  private static final int MAX_KNOWN = 10_000;

  private final DynamoTable table;
  private final DueIndex due;
  private final Set<OrgId> known = ConcurrentHashMap.newKeySet();

  MeterRows(DynamoTable table) {
    this.table = table;
    this.due = DueIndex.ofBills(table);
  }

  static String partition(OrgId organization) {
    return "METER#" + organization;
  }

  /**
   * Part of the transaction that makes a change. The bill is opened before it, so that bytes
   * without one can't be; each process does so once.
   */
  TransactWriteItem count(OrgId organization, FileRef file, StorageChange change) {
    open(organization, change.at());
    StorageUsage added = StorageUsage.NONE.plus(change);
    int part = Math.floorMod(file.value().hashCode(), PARTS);
    return RowUpdate.of(new Row.Key(partition(organization), USE + part))
        .add(BYTES, number(added.bytes()))
        .add(WEIGHTED, number(added.weighted()))
        .item(table.name());
  }

  private void open(OrgId organization, Instant now) {
    if (known.contains(organization)) {
      return;
    }
    table.putIfAbsent(toRow(organization, StorageBill.opened(now)));
    if (known.size() >= MAX_KNOWN) {
      known.clear();
    }
    known.add(organization);
  }

  Row toRow(OrgId organization, StorageBill bill) {
    Row row =
        Row.of(new Row.Key(partition(organization), BILL))
            .put(ORGANIZATION, organization.value())
            .put(VERSION, bill.version())
            .put(PAYMENTS, bill.payments())
            .put(METERED, number(bill.metered()))
            .put(OWED, bill.owed())
            .put(CYCLE_START, bill.cycleStart())
            .put(CYCLE_END, bill.cycleEnd())
            .put(DUE, bill.dueAt());
    due.put(row, organization.value(), bill.dueAt());
    return row;
  }

  RowUpdate advance(OrgId organization, StorageBill next) {
    Row row = toRow(organization, next);
    RowUpdate update = RowUpdate.of(row.key()).whenEqual(VERSION, next.version() - 1);
    row.attributes()
        .forEach((name, value) -> {
          if (!name.equals(Row.PARTITION) && !name.equals(Row.SORT)) {
            update.set(name, value);
          }
        });
    return update;
  }

  static StorageBill bill(Row row) {
    return new StorageBill(
        row.number(VERSION),
        row.number(PAYMENTS),
        big(row, METERED),
        row.money(OWED),
        row.instant(CYCLE_START),
        row.instant(CYCLE_END),
        row.instant(DUE));
  }

  static StorageUsage usage(Row row) {
    return new StorageUsage(big(row, BYTES), big(row, WEIGHTED));
  }

  static OrgId organization(Row.Key key) {
    return new OrgId(key.partition().substring(partitionPrefixLength()));
  }

  private static int partitionPrefixLength() {
    return "METER#".length();
  }

  private static BigInteger big(Row row, String name) {
    return new BigInteger(row.value(name).n());
  }

  private static AttributeValue number(BigInteger value) {
    return AttributeValue.fromN(value.toString());
  }
}
