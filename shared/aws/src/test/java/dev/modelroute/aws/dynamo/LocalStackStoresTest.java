package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.bootstrap.TableBootstrap;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.testkit.contract.ExecutionStoreContract;
import dev.modelroute.testkit.contract.Stores;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The same contract on another emulator, in Docker; where there is none, skipped with the reason.
 */
class LocalStackStoresTest extends ExecutionStoreContract {
  /** The last version that needs no account. */
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private static final AtomicInteger SETS = new AtomicInteger();
  private static LocalStackContainer localStack;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      String reason = "LocalStack needs a Docker engine, and none answers here";
      System.out.println("LocalStackStoresTest skipped: " + reason);
      Assumptions.abort(reason);
    }
    localStack = new LocalStackContainer(IMAGE).withServices("dynamodb");
    localStack.start();
    client =
        DynamoDbClient.builder()
            .endpointOverride(localStack.getEndpoint())
            .region(Region.of(localStack.getRegion()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        localStack.getAccessKey(), localStack.getSecretKey())))
            .httpClient(
                UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)).build())
            .build();
  }

  @AfterAll
  static void stop() {
    if (localStack != null) {
      localStack.stop();
    }
  }

  @Override
  protected Stores newStores() {
    String prefix = "localstack-" + SETS.incrementAndGet() + "-";
    new TableBootstrap(client)
        .create(List.of(Tables.EXECUTIONS, Tables.LEDGER, Tables.IDENTITY), prefix);
    return EmbeddedStores.on(client, prefix, Pause.sleeping());
  }
}
