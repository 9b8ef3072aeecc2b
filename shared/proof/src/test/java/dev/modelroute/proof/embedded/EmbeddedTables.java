package dev.modelroute.proof.embedded;

import dev.modelroute.aws.AwsClients;
import dev.modelroute.aws.bootstrap.TableBootstrap;
import dev.modelroute.aws.dynamo.DynamoPlatform;
import dev.modelroute.aws.dynamo.DynamoSettings;
import dev.modelroute.aws.dynamo.LargePayloads;
import dev.modelroute.aws.dynamo.Pause;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.testkit.contract.Stores;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.embedded.EmbeddedAws;
import dev.modelroute.testkit.embedded.EmbeddedService;
import dev.modelroute.testkit.embedded.SharedEmbeddedAws;
import dev.modelroute.testkit.flow.Ground;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One set of tables on embedded DynamoDB, and platforms on it one after the other: each has an
 * organisation and hours of its own, and leaves nothing due.
 */
public final class EmbeddedTables {
  private static final AtomicInteger SETS = new AtomicInteger();

  /** A busy machine must not turn into lost answers: those are injected. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration APART = Duration.ofHours(50);
  private static final long MOST_IDS = 1_000_000;

  private final CountedRequests requests = new CountedRequests();
  private final AtomicInteger grounds = new AtomicInteger();
  private final Stores stores;

  /**
   * @param connection wraps the connection, to make it lie
   */
  public EmbeddedTables(UnaryOperator<SdkHttpClient> connection) {
    EmbeddedAws aws = SharedEmbeddedAws.get(EmbeddedService.DYNAMODB);
    String prefix = "proof-" + SETS.incrementAndGet() + "-";
    new TableBootstrap(client(aws, UnaryOperator.identity(), new CountedRequests()))
        .create(List.of(Tables.EXECUTIONS, Tables.LEDGER, Tables.IDENTITY), prefix);
    DynamoPlatform platform =
        new DynamoPlatform(
            client(aws, connection, requests),
            DynamoSettings.withPrefix(prefix),
            new Payloads(),
            new SecureRandom(),
            Pause.sleeping());
    stores = new EmbeddedStores(platform);
  }

  private static DynamoDbClient client(
      EmbeddedAws aws, UnaryOperator<SdkHttpClient> connection, CountedRequests requests) {
    return DynamoDbClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(aws.dynamoDb())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(aws.accessKey(), aws.secretKey())))
        .httpClient(
            connection.apply(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE).build()))
        .overrideConfiguration(
            AwsClients.overrides().toBuilder()
                .apiCallAttemptTimeout(PATIENCE)
                .apiCallTimeout(PATIENCE)
                .addExecutionInterceptor(requests)
                .build())
        .build();
  }

  /** Ground for the next platform; the one before is not used any more. */
  public Ground ground() {
    int number = grounds.incrementAndGet();
    CrashPoints points = new CrashPoints();
    requests.count(points);
    Instant start = SettableTime.START.plus(APART.multipliedBy(number));
    return new Ground(
        stores,
        new MemoryPlatform(),
        new SettableTime(start),
        new CountingIds(number * MOST_IDS),
        points,
        false,
        "ground-" + number + "-");
  }

  /** Twins with the ids, the time and the name that a ground of these tables began with. */
  public static Ground twinOf(Ground fresh) {
    MemoryPlatform twins = new MemoryPlatform();
    return new Ground(
        twins,
        twins,
        new SettableTime(fresh.time().instant()),
        new CountingIds(fresh.ids().used()),
        new CrashPoints(),
        true,
        fresh.name());
  }

  private static final class Payloads implements LargePayloads {
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    @Override
    public void put(String key, String text) {
      texts.put(key, text);
    }

    @Override
    public String get(String key) {
      return Objects.requireNonNull(texts.get(key), key);
    }
  }
}
