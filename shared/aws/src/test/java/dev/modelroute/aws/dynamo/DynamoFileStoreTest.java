package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.bootstrap.TableBootstrap;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.testkit.contract.FileStoreContract;
import dev.modelroute.testkit.embedded.EmbeddedAws;
import dev.modelroute.testkit.embedded.EmbeddedService;
import dev.modelroute.testkit.embedded.SharedEmbeddedAws;
import java.security.SecureRandom;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoFileStoreTest extends FileStoreContract {
  private static final String PREFIX = "file-store-test-";
  private static final FileStore STORE = create();

  private static FileStore create() {
    EmbeddedAws aws = SharedEmbeddedAws.get(EmbeddedService.DYNAMODB);
    DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(aws.dynamoDb())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(aws.accessKey(), aws.secretKey())))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    new TableBootstrap(dynamoDb).create(List.of(Tables.FILES), PREFIX);
    return DynamoFileStore.on(
        dynamoDb, DynamoSettings.withPrefix(PREFIX), new SecureRandom(), duration -> {});
  }

  /** One table for all tests: each has organisations of its own. */
  @Override
  protected FileStore freshStore() {
    return STORE;
  }
}
