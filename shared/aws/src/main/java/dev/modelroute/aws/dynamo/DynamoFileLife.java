package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.file.FileLife;
import dev.modelroute.core.identity.OrgId;
import java.time.Duration;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What an organisation's own row says about the life of its files: one consistent read. */
public final class DynamoFileLife implements FileLife {
  private final DynamoTable table;

  private DynamoFileLife(DynamoTable table) {
    this.table = table;
  }

  /**
   * @param random for jitter; safe for use by many threads
   */
  public static DynamoFileLife on(
      DynamoDbClient dynamoDb, DynamoSettings settings, RandomGenerator random, Pause pause) {
    return new DynamoFileLife(
        new DynamoTable(dynamoDb, settings.nameOf(Tables.IDENTITY), new Retries(random, pause)));
  }

  @Override
  public Duration usual(OrgId organization) {
    return Duration.ofDays(
        table
            .get(OrganizationRow.key(organization))
            .map(row -> SettingsJson.read(row.text(OrganizationRow.SETTINGS)).defaultFileTtlDays())
            .orElse(DEFAULT_DAYS));
  }
}
