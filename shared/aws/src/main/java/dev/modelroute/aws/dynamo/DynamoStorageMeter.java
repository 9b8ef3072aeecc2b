package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.metering.StorageBill;
import dev.modelroute.core.metering.StorageMeter;
import dev.modelroute.core.metering.StorageUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Bytes over time, beside the files they are of; rows as in {@link MeterRows}. */
public final class DynamoStorageMeter implements StorageMeter {
  private final DynamoTable table;
  private final MeterRows rows;
  private final DueIndex due;

  private DynamoStorageMeter(DynamoTable table) {
    this.table = table;
    this.rows = new MeterRows(table);
    this.due = DueIndex.ofBills(table);
  }

  /**
   * @param random for jitter; safe for use by many threads
   */
  public static DynamoStorageMeter on(
      DynamoDbClient dynamoDb, DynamoSettings settings, RandomGenerator random, Pause pause) {
    return new DynamoStorageMeter(
        new DynamoTable(dynamoDb, settings.nameOf(Tables.FILES), new Retries(random, pause)));
  }

  @Override
  public StorageUsage usage(OrgId organization) {
    List<StorageUsage> parts = new ArrayList<>();
    table.scan(
        MeterRows.partition(organization), MeterRows.USE, row -> parts.add(MeterRows.usage(row)));
    return parts.stream().reduce(StorageUsage.NONE, StorageUsage::plus);
  }

  @Override
  public Optional<StorageBill> bill(OrgId organization) {
    return table
        .get(new Row.Key(MeterRows.partition(organization), MeterRows.BILL))
        .map(MeterRows::bill);
  }

  @Override
  public boolean advance(OrgId organization, StorageBill next) {
    return table.updateIf(rows.advance(organization, next));
  }

  @Override
  public List<OrgId> due(Instant before, int limit) {
    return due.due(before, limit).stream().map(MeterRows::organization).toList();
  }
}
