package dev.modelroute.testkit.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

final class EmbeddedDynamoDbTest {
  private static final String TABLE = "embedded-dynamodb-test";
  private static final DynamoDbClient DATABASE =
      Clients.dynamoDb(SharedEmbeddedAws.get(EmbeddedService.DYNAMODB));

  @BeforeAll
  static void create_table() {
    createTable(DATABASE, TABLE);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void creating_a_table_again_says_that_it_is_there() {
    assertThrows(ResourceInUseException.class, () -> createTable(DATABASE, TABLE));
  }

  @Test
  void a_conditional_write_succeeds_once() {
    put("once", 1, "attribute_not_exists(id)");
    var refused =
        assertThrows(
            ConditionalCheckFailedException.class,
            () -> put("once", 2, "attribute_not_exists(id)"));
    assertEquals("1", amount(refused.item()));
    assertEquals("1", amount("once"));
  }

  @Test
  void a_cancelled_transaction_writes_nothing_and_tells_each_reason_with_the_old_item() {
    put("low", 5, "attribute_not_exists(id)");
    var cancelled =
        assertThrows(
            TransactionCanceledException.class,
            () ->
                DATABASE.transactWriteItems(
                    request -> request.transactItems(write("fresh"), spend("low", 10))));
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    assertEquals(
        List.of("None", "ConditionalCheckFailed"),
        reasons.stream().map(CancellationReason::code).toList());
    assertEquals("5", amount(reasons.get(1).item()));
    assertEquals(
        Map.of(),
        DATABASE
            .getItem(get -> get.tableName(TABLE).key(key("fresh")).consistentRead(true))
            .item());
  }

  @Test
  void a_transaction_repeated_with_its_token_counts_once() {
    put("balance", 30, "attribute_not_exists(id)");
    for (int call = 0; call < 2; call++) {
      DATABASE.transactWriteItems(
          request -> request.clientRequestToken("token-1").transactItems(spend("balance", 10)));
    }
    assertEquals("20", amount("balance"));
  }

  static void createTable(DynamoDbClient database, String table) {
    database.createTable(request ->
        request
            .tableName(table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("id")
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .keySchema(
                KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build()));
  }

  static Map<String, AttributeValue> key(String id) {
    return Map.of("id", AttributeValue.fromS(id));
  }

  private static Map<String, AttributeValue> item(String id, int amount) {
    return Map.of(
        "id", AttributeValue.fromS(id), "amount", AttributeValue.fromN(Integer.toString(amount)));
  }

  private static void put(String id, int amount, String condition) {
    DATABASE.putItem(request ->
        request
            .tableName(TABLE)
            .item(item(id, amount))
            .conditionExpression(condition)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
  }

  private static String amount(String id) {
    return amount(
        DATABASE
            .getItem(request -> request.tableName(TABLE).key(key(id)).consistentRead(true))
            .item());
  }

  private static String amount(Map<String, AttributeValue> item) {
    return Objects.requireNonNull(item.get("amount")).n();
  }

  private static TransactWriteItem write(String id) {
    return TransactWriteItem.builder().put(put -> put.tableName(TABLE).item(item(id, 1))).build();
  }

  private static TransactWriteItem spend(String id, int amount) {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(TABLE)
                .key(key(id))
                .updateExpression("SET amount = amount - :cost")
                .conditionExpression("amount >= :cost")
                .expressionAttributeValues(
                    Map.of(":cost", AttributeValue.fromN(Integer.toString(amount))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }
}
