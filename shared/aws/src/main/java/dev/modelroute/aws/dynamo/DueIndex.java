package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The sparse index of work to do, in 16 shards by hash. Executions are in shards {@code "0"} …
 * {@code "15"}, events of the outbox in {@code "out#0"} … {@code "out#15"}. What it returns may be
 * a moment old: whoever acts on it does so by a condition.
 */
final class DueIndex {
  private final DynamoTable table;
  private final String kind;

  private DueIndex(DynamoTable table, String kind) {
    this.table = table;
    this.kind = kind;
  }

  static DueIndex ofExecutions(DynamoTable table) {
    return new DueIndex(table, "");
  }

  /** In the table of webhooks, which has one kind of work. */
  static DueIndex ofDeliveries(DynamoTable table) {
    return new DueIndex(table, "");
  }

  /** In the table of files, beside those whose life ends. */
  static DueIndex ofBills(DynamoTable table) {
    return new DueIndex(table, "meter#");
  }

  static DueIndex ofEvents(DynamoTable table) {
    return new DueIndex(table, "out#");
  }

  /** Puts a new row into the index. */
  void put(Row row, String id, Instant dueAt) {
    row.put(Tables.DUE_SHARD, shard(id)).put(Tables.DUE_AT, dueAt.toEpochMilli());
  }

  /** Moves a row within the index, or back into it. */
  void set(RowUpdate change, String id, Instant dueAt) {
    change.set(Tables.DUE_SHARD, shard(id)).set(Tables.DUE_AT, dueAt.toEpochMilli());
  }

  /** Takes a row out of the index. */
  static void remove(RowUpdate change) {
    change.remove(Tables.DUE_SHARD, Tables.DUE_AT);
  }

  /** Keys of what is due at or before an instant, oldest first. */
  List<Row.Key> due(Instant before, int limit) {
    List<Row> found = new ArrayList<>();
    for (int shard = 0; shard < Tables.DUE_SHARDS; shard++) {
      // No shard can give more than the whole answer needs, so each is asked once.
      table.query(query(kind + shard, before, limit)).items().stream()
          .map(Row::read)
          .forEach(found::add);
    }
    return found.stream()
        .sorted(Comparator.comparingLong(row -> row.number(Tables.DUE_AT)))
        .limit(limit)
        .map(Row::key)
        .toList();
  }

  private QueryRequest query(String shard, Instant before, int limit) {
    return QueryRequest.builder()
        .tableName(table.name())
        .indexName(Tables.DUE)
        .keyConditionExpression(Tables.DUE_SHARD + " = :shard AND " + Tables.DUE_AT + " <= :before")
        .expressionAttributeValues(
            Map.of(
                ":shard", AttributeValue.fromS(shard),
                ":before", AttributeValue.fromN(Long.toString(before.toEpochMilli()))))
        .limit(limit)
        .build();
  }

  private String shard(String id) {
    return kind + Math.floorMod(id.hashCode(), Tables.DUE_SHARDS);
  }
}
