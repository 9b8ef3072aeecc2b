package dev.modelroute.aws.dynamo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** One table: consistent reads, conditional writes, and parts of transactions. */
final class DynamoTable {
  private static final String ABSENT = "attribute_not_exists(pk)";

  private final DynamoDbClient dynamoDb;
  private final String name;
  private final Retries retries;

  DynamoTable(DynamoDbClient dynamoDb, String name, Retries retries) {
    this.dynamoDb = dynamoDb;
    this.name = name;
    this.retries = retries;
  }

  String name() {
    return name;
  }

  Optional<Row> get(Row.Key key) {
    var response =
        retries.call(() ->
            dynamoDb.getItem(
                request -> request.tableName(name).key(key.attributes()).consistentRead(true)));
    return response.hasItem() ? Optional.of(Row.read(response.item())) : Optional.empty();
  }

  /**
   * Rows by key, at most 100, all as they were at one instant, in order; {@link Row#NONE} for a
   * missing one.
   */
  List<Row> getTogether(List<Row.Key> keys) {
    List<TransactGetItem> items =
        keys.stream()
            .map(key ->
                TransactGetItem.builder()
                    .get(get -> get.tableName(name).key(key.attributes()))
                    .build())
            .toList();
    return retries
        .call(() -> dynamoDb.transactGetItems(request -> request.transactItems(items)))
        .responses()
        .stream()
        .map(response -> response.hasItem() ? Row.read(response.item()) : Row.NONE)
        .toList();
  }

  /** Rows by key, at most 100, in any order; missing ones are left out. */
  List<Row> getAll(List<Row.Key> keys) {
    List<Row> rows = new ArrayList<>();
    Map<String, KeysAndAttributes> open = new HashMap<>();
    if (!keys.isEmpty()) {
      open.put(
          name,
          KeysAndAttributes.builder()
              .consistentRead(true)
              .keys(keys.stream().map(Row.Key::attributes).toList())
              .build());
    }
    while (!open.isEmpty()) {
      Map<String, KeysAndAttributes> asked = Map.copyOf(open);
      var response = retries.call(() -> dynamoDb.batchGetItem(r -> r.requestItems(asked)));
      response.responses().getOrDefault(name, List.of()).forEach(item -> rows.add(Row.read(item)));
      open.clear();
      open.putAll(response.unprocessedKeys());
    }
    return rows;
  }

  /** All rows of a partition whose sort key has a prefix, ascending, read consistently. */
  void scan(String partition, String sortPrefix, Consumer<Row> each) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", AttributeValue.fromS(partition));
    if (sortPrefix.isEmpty()) {
      pages("pk = :pk", values, each);
      return;
    }
    values.put(":sk", AttributeValue.fromS(sortPrefix));
    pages("pk = :pk AND begins_with(sk, :sk)", values, each);
  }

  /** All rows of a partition from one sort key to another, both included, read consistently. */
  void range(String partition, String from, String to, Consumer<Row> each) {
    pages(
        "pk = :pk AND sk BETWEEN :from AND :to",
        Map.of(
            ":pk", AttributeValue.fromS(partition),
            ":from", AttributeValue.fromS(from),
            ":to", AttributeValue.fromS(to)),
        each);
  }

  private void pages(String keys, Map<String, AttributeValue> values, Consumer<Row> each) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(name)
            .consistentRead(true)
            .keyConditionExpression(keys)
            .expressionAttributeValues(values)
            .build();
    QueryResponse page = query(query);
    page.items().forEach(item -> each.accept(Row.read(item)));
    while (!page.lastEvaluatedKey().isEmpty()) {
      page = query(query.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build());
      page.items().forEach(item -> each.accept(Row.read(item)));
    }
  }

  /**
   * Rows of a range, read consistently.
   *
   * @param each answers whether it wants another
   * @return whether it wanted one more when there was none left
   */
  boolean range(TableRange range, Predicate<Row> each) {
    QueryRequest query = range.query(name);
    while (true) {
      QueryResponse page = query(query);
      for (var item : page.items()) {
        if (!each.test(Row.read(item))) {
          return false;
        }
      }
      if (page.lastEvaluatedKey().isEmpty()) {
        return true;
      }
      query = query.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build();
    }
  }

  /** One page of a query on this table or one of its indexes. */
  QueryResponse query(QueryRequest request) {
    return retries.call(() -> dynamoDb.query(request));
  }

  /** Writes a row whose key is derived from its content, so that a repeat changes nothing. */
  void putSame(Row row) {
    retries.call(() -> dynamoDb.putItem(request -> request.tableName(name).item(row.attributes())));
  }

  /** Writes a new row; false when there is one. */
  boolean putIfAbsent(Row row) {
    try {
      retries.call(() ->
          dynamoDb.putItem(request ->
              request.tableName(name).item(row.attributes()).conditionExpression(ABSENT)));
      return true;
    } catch (ConditionalCheckFailedException taken) {
      return false;
    }
  }

  /** Changes a row; false when its conditions do not hold. */
  boolean updateIf(RowUpdate update) {
    return update(update.request(name)).isPresent();
  }

  /** Changes a row and tells what it is then; empty when its conditions do not hold. */
  Optional<Row> updated(RowUpdate update) {
    return update(update.request(name).toBuilder().returnValues(ReturnValue.ALL_NEW).build())
        .map(response -> Row.read(response.attributes()));
  }

  private Optional<UpdateItemResponse> update(UpdateItemRequest request) {
    try {
      return Optional.of(retries.call(() -> dynamoDb.updateItem(request)));
    } catch (ConditionalCheckFailedException refused) {
      return Optional.empty();
    }
  }

  /** Part of a transaction: a new row. */
  TransactWriteItem newRow(Row row) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(name)
                .item(row.attributes())
                .conditionExpression(ABSENT)
                .returnValuesOnConditionCheckFailure("ALL_OLD"))
        .build();
  }

  /**
   * Part of a transaction: a new row, or one in the place of a row that expired before an instant.
   */
  TransactWriteItem newOrExpired(Row row, String expires, long nowSeconds) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(name)
                .item(row.attributes())
                .conditionExpression(ABSENT + " OR #expires < :now")
                .expressionAttributeNames(Map.of("#expires", expires))
                .expressionAttributeValues(
                    Map.of(":now", AttributeValue.fromN(Long.toString(nowSeconds))))
                .returnValuesOnConditionCheckFailure("ALL_OLD"))
        .build();
  }

  /** Part of a transaction: a row whose content is the same each time. */
  TransactWriteItem sameRow(Row row) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(name).item(row.attributes()))
        .build();
  }

  /** Part of a transaction: the end of a row that is there. */
  TransactWriteItem endOfRow(Row.Key key) {
    return TransactWriteItem.builder()
        .delete(delete ->
            delete
                .tableName(name)
                .key(key.attributes())
                .conditionExpression("attribute_exists(pk)"))
        .build();
  }

  /** Part of a transaction: a change. */
  TransactWriteItem change(RowUpdate update) {
    return update.item(name);
  }
}
