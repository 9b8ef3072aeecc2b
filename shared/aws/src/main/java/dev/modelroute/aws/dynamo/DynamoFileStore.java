package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.file.FileAudit;
import dev.modelroute.core.file.FileRef;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.StoredFile;
import dev.modelroute.core.file.StoredFile.Status;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Files and their audit on DynamoDB; rows as in {@link FileRow}. Every change is one transaction of
 * the row, by condition on its status, and its audit event. Lists come from an index and may lag
 * behind by moments; single reads are consistent.
 */
public final class DynamoFileStore implements FileStore {
  private final DynamoTable table;
  private final Transactions transactions;

  DynamoFileStore(DynamoTable table, Transactions transactions) {
    this.table = table;
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
        new DynamoTable(dynamoDb, name, retries), new Transactions(dynamoDb, retries, random));
  }

  @Override
  public boolean create(StoredFile file, FileAudit audit) {
    return write(table.newRow(FileRow.toRow(file)), audit);
  }

  @Override
  public boolean confirm(StoredFile ready, FileAudit audit) {
    return write(replaceIf(ready, Status.UPLOADING), audit);
  }

  @Override
  public boolean delete(StoredFile seen, FileAudit audit) {
    if (seen.status() == Status.DELETED) {
      return false;
    }
    RowUpdate update =
        RowUpdate.of(FileRow.key(seen.organization(), seen.id()))
            .whenEqual(FileRow.STATUS, seen.status().name())
            .set(FileRow.STATUS, Status.DELETED.name())
            .remove(Tables.BY_ORG_PARTITION, Tables.BY_ORG_SORT, Tables.DUE_SHARD, Tables.DUE_AT);
    return write(table.change(update), audit);
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

  private boolean write(TransactWriteItem row, FileAudit audit) {
    TransactWriteItem event = table.sameRow(FileRow.auditRow(audit));
    return switch (transactions.write(List.of(row, event))) {
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
        newestFirst(Tables.BY_ORG_PARTITION, organization.value(), page).indexName(Tables.BY_ORG);
    if (page.position() != null) {
      query.exclusiveStartKey(FileRow.startOfList(organization, page.position()));
    }
    return cut(query.build(), page, FileRow::file, FileRow::listPosition);
  }

  @Override
  public void audit(FileAudit event) {
    table.putSame(FileRow.auditRow(event));
  }

  @Override
  public Page<FileAudit> audits(OrgId organization, PageRequest page) {
    String partition = FileRow.auditPartition(organization);
    QueryRequest.Builder query = newestFirst(Row.PARTITION, partition, page).consistentRead(true);
    if (page.position() != null) {
      query.exclusiveStartKey(new Row.Key(partition, page.position()).attributes());
    }
    return cut(query.build(), page, FileRow::audit, event -> FileRow.auditRow(event).key().sort());
  }

  private QueryRequest.Builder newestFirst(String attribute, String value, PageRequest page) {
    return QueryRequest.builder()
        .tableName(table.name())
        .scanIndexForward(false)
        // One more than asked for tells whether there is a following page.
        .limit(page.limit() + 1)
        .keyConditionExpression("#partition = :partition")
        .expressionAttributeNames(Map.of("#partition", attribute))
        .expressionAttributeValues(Map.of(":partition", AttributeValue.fromS(value)));
  }

  private <T> Page<T> cut(
      QueryRequest query,
      PageRequest page,
      Function<Row, T> reading,
      Function<T, String> position) {
    List<T> found = table.query(query).items().stream().map(Row::read).map(reading).toList();
    if (found.size() <= page.limit()) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, page.limit());
    return new Page<>(items, position.apply(items.getLast()));
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
}
