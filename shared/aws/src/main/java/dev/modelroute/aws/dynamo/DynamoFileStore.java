package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Status;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.metering.StorageChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Files on DynamoDB; rows as in {@link FileRow}. Every change is one transaction of the row, by
 * condition on its status, and its audit event. Lists come from an index and may lag behind by
 * moments; single reads are consistent.
 */
public final class DynamoFileStore implements FileStore {
  /** A repeat of the work that made a file finds its row for longer than any work takes. */
  private static final Duration DELETED_ROW_LIFE = Duration.ofDays(30);

  private final DynamoTable table;
  private final AuditRows audit;
  private final MeterRows meter;
  private final Transactions transactions;

  DynamoFileStore(DynamoTable table, AuditRows audit, Transactions transactions) {
    this.table = table;
    this.audit = audit;
    this.meter = new MeterRows(table);
    this.transactions = transactions;
  }

  /**
   * @param random for client tokens and jitter; safe for use by many threads
   */
  public static DynamoFileStore on(
      DynamoDbClient dynamoDb, DynamoSettings settings, RandomGenerator random, Pause pause) {
    Retries retries = new Retries(random, pause);
    String name = settings.nameOf(Tables.FILES);
    return new DynamoFileStore(
        new DynamoTable(dynamoDb, name, retries),
        new AuditRows(DynamoAuditLog.table(dynamoDb, settings, retries)),
        new Transactions(dynamoDb, retries, random));
  }

  @Override
  public boolean create(StoredFile file, AuditEvent event) {
    return write(table.newRow(FileRow.toRow(file)), event, stored(file));
  }

  @Override
  public boolean confirm(StoredFile ready, AuditEvent event) {
    return write(replaceIf(ready, Status.UPLOADING), event, stored(ready));
  }

  @Override
  public boolean delete(StoredFile seen, AuditEvent event) {
    if (seen.status() == Status.DELETED) {
      return false;
    }
    RowUpdate update =
        RowUpdate.of(FileRow.key(seen.organization(), seen.id()))
            .whenEqual(FileRow.STATUS, seen.status().name())
            .set(FileRow.STATUS, Status.DELETED.name())
            .set(Tables.TIME_TO_LIVE, event.at().plus(DELETED_ROW_LIFE).getEpochSecond())
            .remove(Tables.BY_ORG_PARTITION, Tables.BY_ORG_SORT, Tables.DUE_SHARD, Tables.DUE_AT);
    List<TransactWriteItem> count =
        seen.status() == Status.UPLOADING
            ? List.of()
            : List.of(
                meter.count(
                    seen.organization(), seen.id(), StorageChange.removed(seen, event.at())));
    return write(table.change(update), event, count);
  }

  private List<TransactWriteItem> stored(StoredFile file) {
    return file.status() == Status.READY
        ? List.of(meter.count(file.organization(), file.id(), StorageChange.stored(file)))
        : List.of();
  }

  /** A row that is there with this status becomes another one; what it has no more stays away. */
  private TransactWriteItem replaceIf(StoredFile next, Status expected) {
    RowUpdate update =
        RowUpdate.of(FileRow.key(next.organization(), next.id()))
            .whenEqual(FileRow.STATUS, expected.name());
    FileRow.toRow(next)
        .attributes()
        .forEach((name, value) -> {
          if (!name.equals(Row.PARTITION) && !name.equals(Row.SORT)) {
            update.set(name, value);
          }
        });
    return table.change(update);
  }

  private boolean write(TransactWriteItem row, AuditEvent event, List<TransactWriteItem> count) {
    List<TransactWriteItem> items = new ArrayList<>(List.of(row, audit.append(event)));
    items.addAll(count);
    return switch (transactions.write(items)) {
      case Transactions.Outcome.Committed() -> true;
      case Transactions.Outcome.Refused(int ignored, Row old) -> false;
    };
  }

  @Override
  public Optional<StoredFile> find(OrgId organization, FileRef id) {
    return table
        .get(FileRow.key(organization, id))
        .map(FileRow::file)
        .filter(file -> file.status() != Status.DELETED);
  }

  @Override
  public Page<StoredFile> list(OrgId organization, PageRequest page) {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(table.name())
            .indexName(Tables.BY_ORG)
            .scanIndexForward(false)
            // One more than asked for tells whether there is a following page.
            .limit(page.limit() + 1)
            .keyConditionExpression("#partition = :partition")
            .expressionAttributeNames(Map.of("#partition", Tables.BY_ORG_PARTITION))
            .expressionAttributeValues(
                Map.of(":partition", AttributeValue.fromS(organization.value())));
    if (page.position() != null) {
      query.exclusiveStartKey(FileRow.startOfList(organization, page.position()));
    }
    List<StoredFile> found =
        table.query(query.build()).items().stream().map(Row::read).map(FileRow::file).toList();
    if (found.size() <= page.limit()) {
      return new Page<>(found, null);
    }
    List<StoredFile> items = found.subList(0, page.limit());
    return new Page<>(items, FileRow.listPosition(items.getLast()));
  }

  @Override
  public List<StoredFile> expired(Instant before, int limit) {
    List<StoredFile> found = new ArrayList<>();
    for (int shard = 0; shard < Tables.DUE_SHARDS; shard++) {
      QueryRequest query =
          QueryRequest.builder()
              .tableName(table.name())
              .indexName(Tables.DUE)
              .limit(limit)
              .keyConditionExpression("#shard = :shard AND #at <= :before")
              .expressionAttributeNames(Map.of("#shard", Tables.DUE_SHARD, "#at", Tables.DUE_AT))
              .expressionAttributeValues(
                  Map.of(
                      ":shard", AttributeValue.fromS(Integer.toString(shard)),
                      ":before", AttributeValue.fromN(Long.toString(before.toEpochMilli()))))
              .build();
      table.query(query).items().forEach(item -> found.add(FileRow.file(Row.read(item))));
    }
    return found.stream().sorted(Comparator.comparing(StoredFile::endsAt)).limit(limit).toList();
  }

  @Override
  public Optional<String> sweptTo(String walk) {
    return table.get(FileRow.walkKey(walk)).map(FileRow::reached);
  }

  @Override
  public void sweptTo(String walk, String key) {
    table.putSame(FileRow.walk(walk, key));
  }
}
