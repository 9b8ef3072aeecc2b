package dev.modelroute.infra;

import dev.modelroute.aws.table.TableDefinition;
import dev.modelroute.aws.table.Tables;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** What the data stack published, as the application sees it: names and ARNs, no resources. */
final class DataReferences extends Construct {
  private final Published published;
  private final IKey key;
  private final Map<String, String> values = new HashMap<>();

  DataReferences(Construct scope, Published published) {
    super(scope, "Data");
    this.published = published;
    key = Key.fromKeyArn(this, "Key", value(DataKey.PARAMETER));
  }

  IKey key() {
    return key;
  }

  String secretArn(String parameter) {
    return value(parameter);
  }

  String tableArn(TableDefinition table) {
    return arn("dynamodb", "table", tableName(table));
  }

  String indexArn(TableDefinition table, String index) {
    return tableArn(table) + "/index/" + index;
  }

  /**
   * @param bucket {@link FileBuckets#UPLOADS} or {@link FileBuckets#FILES}
   */
  String bucketArn(String bucket) {
    Stack stack = Stack.of(this);
    return "arn:" + stack.getPartition() + ":s3:::" + value(bucket);
  }

  /** Names of tables and buckets, for every function: they are no secrets. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (TableDefinition table : Tables.ALL) {
      environment.put(
          "MODELROUTE_TABLE_" + table.name().toUpperCase(Locale.ROOT), tableName(table));
    }
    environment.put("MODELROUTE_BUCKET_UPLOADS", value(FileBuckets.UPLOADS));
    environment.put("MODELROUTE_BUCKET_FILES", value(FileBuckets.FILES));
    return environment;
  }

  private String tableName(TableDefinition table) {
    return value(DataTables.parameter(table.name()));
  }

  private String value(String parameter) {
    return values.computeIfAbsent(parameter, name -> published.read(this, name));
  }

  private String arn(String service, String resource, String name) {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service(service)
                .resource(resource)
                .resourceName(name)
                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                .build());
  }
}
