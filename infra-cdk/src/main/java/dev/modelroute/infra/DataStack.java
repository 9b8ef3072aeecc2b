package dev.modelroute.infra;

import dev.modelroute.aws.table.Tables;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Tables, buckets, secrets and their key. Deleting this stack deletes none of them. */
final class DataStack extends Stack {

  DataStack(Construct scope, String id, StackProps properties, DeploymentSettings settings) {
    super(scope, id, withTerminationProtection(properties));
    Published published = new Published(settings.parameterPrefix());
    DataKey key = new DataKey(this, published);
    new DataTables(this, Tables.ALL, key.key(), published);
    FileBuckets buckets = new FileBuckets(this, key.key(), settings.browserOrigins(), published);
    if (settings.filesKey().isPresent()) {
      buckets.serveThroughCloudFront();
      key.letCloudFrontRead();
    }
    new PlatformSecrets(this, key.key(), published);
  }

  private static StackProps withTerminationProtection(StackProps properties) {
    return StackProps.builder()
        .description(properties.getDescription())
        .terminationProtection(true)
        .build();
  }
}
