package dev.modelroute.infra;

import dev.modelroute.aws.table.IndexDefinition;
import dev.modelroute.aws.table.KeyAttribute;
import dev.modelroute.aws.table.TableDefinition;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.CfnGlobalTable;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TablePropsV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** Every table, from the definitions the adapters and the local run use too. */
final class DataTables extends Construct {
  private static final int RECOVERY_DAYS = 35;

  DataTables(Construct scope, List<TableDefinition> definitions, IKey key, Published published) {
    super(scope, "Tables");
    for (TableDefinition definition : definitions) {
      TableV2 table = new TableV2(this, PinnedId.title(definition.name()), properties(definition));
      encrypt(table, key);
      PinnedId.of(table, PinnedId.title(definition.name()) + "Table");
      published.tell(this, parameter(definition.name()), table.getTableName());
    }
  }

  static String parameter(String table) {
    return "table/" + table;
  }

  private static TablePropsV2 properties(TableDefinition definition) {
    return TablePropsV2.builder()
        .partitionKey(attribute(TableDefinition.PARTITION))
        .sortKey(attribute(TableDefinition.SORT))
        .globalSecondaryIndexes(definition.indexes().stream().map(DataTables::index).toList())
        .timeToLiveAttribute(definition.timeToLive())
        .billing(Billing.onDemand())
        .encryption(TableEncryptionV2.awsManagedKey())
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder()
                .pointInTimeRecoveryEnabled(true)
                .recoveryPeriodInDays(RECOVERY_DAYS)
                .build())
        .deletionProtection(true)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  /** CDK itself sets our own key only where the region is known when the template is made. */
  private static void encrypt(TableV2 table, IKey key) {
    CfnGlobalTable resource =
        (CfnGlobalTable) Objects.requireNonNull(table.getNode().getDefaultChild());
    resource.addPropertyOverride("Replicas.0.SSESpecification.KMSMasterKeyId", key.getKeyArn());
  }

  private static GlobalSecondaryIndexPropsV2 index(IndexDefinition index) {
    return GlobalSecondaryIndexPropsV2.builder()
        .indexName(index.name())
        .partitionKey(attribute(index.partition()))
        .sortKey(attribute(index.sort()))
        .projectionType(
            switch (index.projection()) {
              case KEYS_ONLY -> ProjectionType.KEYS_ONLY;
              case ALL -> ProjectionType.ALL;
            })
        .build();
  }

  private static Attribute attribute(KeyAttribute key) {
    return Attribute.builder()
        .name(key.name())
        .type(
            switch (key.type()) {
              case STRING -> AttributeType.STRING;
              case NUMBER -> AttributeType.NUMBER;
            })
        .build();
  }
}
