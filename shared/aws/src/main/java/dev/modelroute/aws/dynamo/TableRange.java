package dev.modelroute.aws.dynamo;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Part of a partition, in the order of its sort keys.
 *
 * @param least first sort key, inclusive; empty from the first
 * @param before where it ends, exclusive; null to the last
 * @param pageSize rows of one request; null as many as fit
 */
record TableRange(
    String partition,
    boolean isAscending,
    String least,
    @Nullable String before,
    @Nullable Integer pageSize) {

  /** Behind a key and before every other one. */
  static final String FOLLOWING = "\0";

  static TableRange ascending(String partition) {
    return new TableRange(partition, true, "", null, null);
  }

  static TableRange descending(String partition, int pageSize) {
    return new TableRange(partition, false, "", null, pageSize);
  }

  TableRange from(String key) {
    return new TableRange(partition, isAscending, key, before, pageSize);
  }

  TableRange before(String key) {
    return new TableRange(partition, isAscending, least, key, pageSize);
  }

  QueryRequest query(String table) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", AttributeValue.fromS(partition));
    String condition = "pk = :pk";
    // A query takes one condition on the sort key; no caller bounds both ends.
    if (before != null) {
      condition += " AND sk < :sk";
      values.put(":sk", AttributeValue.fromS(before));
    } else if (!least.isEmpty()) {
      condition += " AND sk >= :sk";
      values.put(":sk", AttributeValue.fromS(least));
    }
    return QueryRequest.builder()
        .tableName(table)
        .consistentRead(true)
        .scanIndexForward(isAscending)
        .keyConditionExpression(condition)
        .expressionAttributeValues(values)
        .limit(pageSize)
        .build();
  }
}
