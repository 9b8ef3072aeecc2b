package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.AwsClients;
import dev.modelroute.aws.bootstrap.TableBootstrap;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.testkit.contract.Stores;
import dev.modelroute.testkit.embedded.EmbeddedAws;
import dev.modelroute.testkit.embedded.EmbeddedService;
import dev.modelroute.testkit.embedded.SharedEmbeddedAws;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The stores on embedded DynamoDB, each set with tables of its own. */
record EmbeddedStores(DynamoPlatform platform, KeyStore keys, DynamoDbClient client, String prefix)
    implements Stores {
  private static final AtomicInteger SETS = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final DynamoDbClient CLIENT = patientClient();

  static EmbeddedStores fresh() {
    return fresh(CLIENT, Pause.sleeping());
  }

  /** With new tables, reached through a client of the test's own. */
  static EmbeddedStores fresh(DynamoDbClient client, Pause pause) {
    String prefix = "set-" + SETS.incrementAndGet() + "-";
    new TableBootstrap(CLIENT)
        .create(List.of(Tables.EXECUTIONS, Tables.LEDGER, Tables.IDENTITY), prefix);
    return on(client, prefix, pause);
  }

  /** With tables that are there already. */
  static EmbeddedStores on(DynamoDbClient client, String prefix, Pause pause) {
    DynamoSettings settings = DynamoSettings.withPrefix(prefix);
    SecureRandom random = new SecureRandom();
    DynamoPlatform platform =
        new DynamoPlatform(client, settings, new MemoryLargePayloads(), random, pause);
    KeyStore keys = DynamoKeyStore.on(client, settings, random, pause);
    return new EmbeddedStores(platform, keys, client, prefix);
  }

  /**
   * Patient: a machine busy with other builds must not turn into lost answers. What the stores do
   * without an answer has tests of its own, with injected faults.
   */
  static DynamoDbClient patientClient(ExecutionInterceptor... interceptors) {
    EmbeddedAws aws = SharedEmbeddedAws.get(EmbeddedService.DYNAMODB);
    return DynamoDbClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(aws.dynamoDb())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(aws.accessKey(), aws.secretKey())))
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE).build())
        .overrideConfiguration(
            AwsClients.overrides().toBuilder()
                .apiCallAttemptTimeout(PATIENCE)
                .apiCallTimeout(PATIENCE)
                .executionInterceptors(List.of(interceptors))
                .build())
        .build();
  }

  @Override
  public ExecutionStore executions() {
    return platform.executions();
  }

  @Override
  public AttemptStore attempts() {
    return platform.attempts();
  }

  @Override
  public Ledger ledger() {
    return platform.ledger();
  }

  @Override
  public Outbox outbox() {
    return platform.outbox();
  }
}
