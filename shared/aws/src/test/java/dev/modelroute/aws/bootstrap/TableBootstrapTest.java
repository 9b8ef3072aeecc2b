package dev.modelroute.aws.bootstrap;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.aws.AwsClients;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.testkit.embedded.EmbeddedAws;
import dev.modelroute.testkit.embedded.EmbeddedService;
import dev.modelroute.testkit.embedded.SharedEmbeddedAws;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class TableBootstrapTest {
  private static final String PREFIX = "bootstrap-";

  @Test
  void every_table_is_made_as_defined_and_a_second_time_changes_nothing() {
    DynamoDbClient client = client();
    TableBootstrap bootstrap = new TableBootstrap(client);
    bootstrap.create(Tables.ALL, PREFIX);
    assertDoesNotThrow(() -> bootstrap.create(Tables.ALL, PREFIX));

    Map<String, String> made = new TreeMap<>();
    Tables.ALL.forEach(table ->
        made.put(
            table.name(),
            describe(client.describeTable(r -> r.tableName(table.nameWith(PREFIX))).table())));
    assertEquals(
        Map.of(
            "executions",
            "pk sk, by_org: gsi_org gsi_org_sk KEYS_ONLY, due: due_shard due_at KEYS_ONLY",
            "ledger",
            "pk sk",
            "files",
            "pk sk, by_org: gsi_org gsi_org_sk ALL, due: due_shard due_at ALL",
            "webhooks",
            "pk sk, by_execution: gsi_exec gsi_exec_sk ALL, by_org: gsi_org gsi_org_sk ALL,"
                + " due: due_shard due_at ALL",
            "identity",
            "pk sk",
            "audit",
            "pk sk, by_actor: gsi_actor sk ALL, by_resource: gsi_resource sk ALL"),
        made);
  }

  private static String describe(TableDescription table) {
    String indexes =
        table.globalSecondaryIndexes().stream()
            .map(TableBootstrapTest::describe)
            .sorted()
            .collect(Collectors.joining());
    return keys(table.keySchema()) + indexes;
  }

  private static String describe(GlobalSecondaryIndexDescription index) {
    return ", "
        + index.indexName()
        + ": "
        + keys(index.keySchema())
        + " "
        + index.projection().projectionTypeAsString();
  }

  private static String keys(java.util.List<KeySchemaElement> keys) {
    return keys.stream().map(KeySchemaElement::attributeName).collect(Collectors.joining(" "));
  }

  private static DynamoDbClient client() {
    EmbeddedAws aws = SharedEmbeddedAws.get(EmbeddedService.DYNAMODB);
    return new AwsClients(
            "us-east-1",
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(aws.accessKey(), aws.secretKey())),
            new AwsClients.Endpoints(aws.dynamoDb(), null, null, null))
        .dynamoDb();
  }
}
