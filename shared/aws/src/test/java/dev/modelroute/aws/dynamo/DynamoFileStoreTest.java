package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.bootstrap.TableBootstrap;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.testkit.contract.FileStoreContract;
import java.security.SecureRandom;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoFileStoreTest extends FileStoreContract {
  private static final String PREFIX = "file-store-test-";
  private static final FileStore STORE = create();

  private static FileStore create() {
    DynamoDbClient dynamoDb = EmbeddedStores.patientClient();
    new TableBootstrap(dynamoDb).create(List.of(Tables.FILES), PREFIX);
    return DynamoFileStore.on(
        dynamoDb, DynamoSettings.withPrefix(PREFIX), new SecureRandom(), Pause.sleeping());
  }

  /** One table for all tests: each has organisations of its own. */
  @Override
  protected FileStore freshStore() {
    return STORE;
  }
}
