package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.bootstrap.TableBootstrap;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.metering.StorageMeter;
import dev.modelroute.testkit.contract.FileStoreContract;
import java.security.SecureRandom;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoFileStoreTest extends FileStoreContract {
  private static final String PREFIX = "file-store-test-";
  private static final DynamoDbClient CLIENT = EmbeddedStores.patientClient();
  private static final FileStore STORE = create();
  private static final StorageMeter METER =
      DynamoStorageMeter.on(
          CLIENT, DynamoSettings.withPrefix(PREFIX), new SecureRandom(), Pause.sleeping());
  private static final AuditLog LOG =
      DynamoAuditLog.on(
          CLIENT, DynamoSettings.withPrefix(PREFIX), new SecureRandom(), Pause.sleeping());

  private static FileStore create() {
    new TableBootstrap(CLIENT).create(List.of(Tables.FILES, Tables.AUDIT), PREFIX);
    return DynamoFileStore.on(
        CLIENT, DynamoSettings.withPrefix(PREFIX), new SecureRandom(), Pause.sleeping());
  }

  /** One table for all tests: each has organisations of its own. */
  @Override
  protected FileStore freshStore() {
    return STORE;
  }

  @Override
  protected StorageMeter meter() {
    return METER;
  }

  @Override
  protected AuditLog log() {
    return LOG;
  }
}
