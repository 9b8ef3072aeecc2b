package dev.modelroute.aws.bootstrap;

import dev.modelroute.aws.table.IndexDefinition;
import dev.modelroute.aws.table.KeyAttribute;
import dev.modelroute.aws.table.TableDefinition;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Creates tables from their definitions. A table that exists is left as it is. Backups, encryption
 * and expiry of rows are CloudFormation's business and not set here.
 */
public final class TableBootstrap {
  private final DynamoDbClient dynamoDb;

  public TableBootstrap(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  /** Creates all of these, their names with a prefix, and returns when they can be used. */
  public void create(List<TableDefinition> tables, String prefix) {
    for (TableDefinition table : tables) {
      create(table, table.nameWith(prefix));
    }
    for (TableDefinition table : tables) {
      try (var waiter = dynamoDb.waiter()) {
        waiter.waitUntilTableExists(request -> request.tableName(table.nameWith(prefix)));
      }
    }
  }

  private void create(TableDefinition table, String name) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keys(TableDefinition.PARTITION, TableDefinition.SORT))
            .attributeDefinitions(attributes(table));
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(TableBootstrap::index).toList());
    }
    try {
      dynamoDb.createTable(request.build());
    } catch (ResourceInUseException madeBefore) {
      // By an earlier start, or by another one right now: as good as made here.
    }
  }

  private static GlobalSecondaryIndex index(IndexDefinition index) {
    ProjectionType projection =
        switch (index.projection()) {
          case KEYS_ONLY -> ProjectionType.KEYS_ONLY;
          case ALL -> ProjectionType.ALL;
        };
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys(index.partition(), index.sort()))
        .projection(Projection.builder().projectionType(projection).build())
        .build();
  }

  private static List<KeySchemaElement> keys(KeyAttribute partition, KeyAttribute sort) {
    return List.of(key(partition, KeyType.HASH), key(sort, KeyType.RANGE));
  }

  private static KeySchemaElement key(KeyAttribute attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute.name()).keyType(type).build();
  }

  private static List<AttributeDefinition> attributes(TableDefinition table) {
    Stream<KeyAttribute> own = Stream.of(TableDefinition.PARTITION, TableDefinition.SORT);
    Stream<KeyAttribute> ofIndexes =
        table.indexes().stream().flatMap(index -> Stream.of(index.partition(), index.sort()));
    return Stream.concat(own, ofIndexes).distinct().map(TableBootstrap::attribute).toList();
  }

  private static AttributeDefinition attribute(KeyAttribute attribute) {
    ScalarAttributeType type =
        switch (attribute.type()) {
          case STRING -> ScalarAttributeType.S;
          case NUMBER -> ScalarAttributeType.N;
        };
    return AttributeDefinition.builder()
        .attributeName(attribute.name())
        .attributeType(type)
        .build();
  }
}
