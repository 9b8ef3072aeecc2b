package dev.modelroute.aws.dynamo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A conditional change of one row. All conditions must hold together; every attribute name goes by
 * an alias, so that none has to avoid DynamoDB's reserved words.
 */
final class RowUpdate {
  private final Row.Key key;
  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final List<String> adds = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  private RowUpdate(Row.Key key) {
    this.key = key;
  }

  static RowUpdate of(Row.Key key) {
    return new RowUpdate(key);
  }

  RowUpdate set(String name, AttributeValue value) {
    sets.add(name(name) + " = " + value(value));
    return this;
  }

  RowUpdate set(String name, String value) {
    return set(name, AttributeValue.fromS(value));
  }

  RowUpdate set(String name, Instant value) {
    return set(name, value.toString());
  }

  RowUpdate set(String name, long value) {
    return set(name, number(value));
  }

  RowUpdate remove(String... attributes) {
    for (String attribute : attributes) {
      removes.add(name(attribute));
    }
    return this;
  }

  /** Adds to a number (absent = 0) or to a set. */
  RowUpdate add(String name, AttributeValue value) {
    adds.add(name(name) + " " + value(value));
    return this;
  }

  RowUpdate add(String name, long value) {
    return add(name, number(value));
  }

  RowUpdate whenEqual(String name, String value) {
    return when(name(name) + " = " + value(AttributeValue.fromS(value)));
  }

  RowUpdate whenEqual(String name, long value) {
    return when(name(name) + " = " + value(number(value)));
  }

  /** The row is there and the attribute is another one. */
  RowUpdate whenNot(String name, String value) {
    return whenPresent().when(name(name) + " <> " + value(AttributeValue.fromS(value)));
  }

  RowUpdate whenAtLeast(String name, long value) {
    return when(name(name) + " >= " + value(number(value)));
  }

  RowUpdate whenBelow(String name, long value) {
    return when(name(name) + " < " + value(number(value)));
  }

  RowUpdate whenAbsent(String name) {
    return when("attribute_not_exists(" + name(name) + ")");
  }

  RowUpdate whenAbsentOrEqual(String name, long value) {
    String alias = name(name);
    return when(
        "(attribute_not_exists(" + alias + ") OR " + alias + " = " + value(number(value)) + ")");
  }

  RowUpdate whenAbsentOrAtMost(String name, long value) {
    String alias = name(name);
    return when(
        "(attribute_not_exists(" + alias + ") OR " + alias + " <= " + value(number(value)) + ")");
  }

  /** Always refused. */
  RowUpdate whenNever() {
    String alias = name(Row.PARTITION);
    return when("attribute_exists(" + alias + ")").when("attribute_not_exists(" + alias + ")");
  }

  RowUpdate whenAbsentOrBelow(String name, long value) {
    String alias = name(name);
    return when(
        "(attribute_not_exists(" + alias + ") OR " + alias + " < " + value(number(value)) + ")");
  }

  RowUpdate whenPresent() {
    return when("attribute_exists(" + name(Row.PARTITION) + ")");
  }

  private RowUpdate when(String condition) {
    conditions.add(condition);
    return this;
  }

  /** As a plain update. */
  UpdateItemRequest request(String table) {
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(key.attributes())
            .updateExpression(expression())
            .expressionAttributeNames(names);
    if (!values.isEmpty()) {
      request.expressionAttributeValues(values);
    }
    if (!conditions.isEmpty()) {
      request.conditionExpression(String.join(" AND ", conditions));
    }
    return request.build();
  }

  /** As part of a transaction. */
  TransactWriteItem item(String table) {
    UpdateItemRequest plain = request(table);
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table)
                .key(plain.key())
                .updateExpression(plain.updateExpression())
                .conditionExpression(plain.conditionExpression())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .returnValuesOnConditionCheckFailure("ALL_OLD"))
        .build();
  }

  private String expression() {
    List<String> clauses = new ArrayList<>();
    clause(clauses, "SET", sets);
    clause(clauses, "REMOVE", removes);
    clause(clauses, "ADD", adds);
    return String.join(" ", clauses);
  }

  private static void clause(List<String> clauses, String word, List<String> parts) {
    if (!parts.isEmpty()) {
      clauses.add(word + " " + String.join(", ", parts));
    }
  }

  private String name(String attribute) {
    String alias = "#" + attribute;
    names.put(alias, attribute);
    return alias;
  }

  private String value(AttributeValue value) {
    String alias = ":v" + values.size();
    values.put(alias, value);
    return alias;
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
