package dev.modelroute.infra;

import static dev.modelroute.infra.Synthesised.properties;
import static dev.modelroute.infra.Synthesised.resources;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelroute.aws.table.IndexDefinition;
import dev.modelroute.aws.table.KeyAttribute;
import dev.modelroute.aws.table.TableDefinition;
import dev.modelroute.aws.table.Tables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What must never be lost, is not; and it looks the same here as in the local run. */
final class DataStackTest {
  private static final Set<String> STATEFUL =
      Set.of(
          "AWS::DynamoDB::GlobalTable",
          "AWS::S3::Bucket",
          "AWS::SecretsManager::Secret",
          "AWS::KMS::Key");

  private final JsonNode data = Synthesised.stacks().data();

  /** A new row is fine. A changed one replaces a table or a bucket: that needs a migration. */
  @Test
  void stateful_resources_keep_their_logical_ids_and_stay_when_the_stack_goes() {
    Map<String, String> found = new TreeMap<>();
    for (String type : STATEFUL) {
      resources(data, type)
          .forEach((id, resource) ->
              found.put(
                  id,
                  resource.path("DeletionPolicy").asText()
                      + " "
                      + resource.path("UpdateReplacePolicy").asText()));
    }
    assertEquals(
        """
        AccessLogsBucket=Retain Retain
        AdminKeySecret=Retain Retain
        AuditTable=Retain Retain
        CipherKeySecret=Retain Retain
        DataKey=Retain Retain
        ExecutionsTable=Retain Retain
        FilesBucket=Retain Retain
        FilesTable=Retain Retain
        IdentityTable=Retain Retain
        LedgerTable=Retain Retain
        PepperSecret=Retain Retain
        UploadsBucket=Retain Retain
        WebhooksTable=Retain Retain
        """,
        String.join("\n", found.entrySet().stream().map(Map.Entry::toString).toList()) + "\n");
  }

  @Test
  void tables_are_as_defined() {
    assertEquals(
        Tables.ALL.size(),
        resources(data, "AWS::DynamoDB::GlobalTable").size(),
        "number of tables");
    for (TableDefinition table : Tables.ALL) {
      JsonNode made = properties(data, logicalId(table));
      assertEquals(keys(TableDefinition.PARTITION, TableDefinition.SORT), keys(made), table.name());
      assertEquals(table.timeToLive(), made.at("/TimeToLiveSpecification/AttributeName").asText());
      assertEquals("PAY_PER_REQUEST", made.path("BillingMode").asText());
      assertEquals(attributes(table), attributes(made), table.name());
      assertEquals(
          table.indexes().stream().map(DataStackTest::line).sorted().toList(),
          made.path("GlobalSecondaryIndexes")
              .valueStream()
              .map(DataStackTest::line)
              .sorted()
              .toList());
    }
  }

  @Test
  void tables_can_be_recovered_and_not_be_deleted() {
    for (TableDefinition table : Tables.ALL) {
      JsonNode replica = properties(data, logicalId(table)).at("/Replicas/0");
      assertTrue(replica.path("DeletionProtectionEnabled").asBoolean(), table.name());
      assertTrue(
          replica.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean());
      assertEquals("DataKey", replica.at("/SSESpecification/KMSMasterKeyId/Fn::GetAtt/0").asText());
    }
  }

  @Test
  void buckets_are_closed_and_encrypted() {
    for (String bucket : List.of("UploadsBucket", "FilesBucket", "AccessLogsBucket")) {
      JsonNode made = properties(data, bucket);
      for (String lock :
          List.of(
              "BlockPublicAcls",
              "BlockPublicPolicy",
              "IgnorePublicAcls",
              "RestrictPublicBuckets")) {
        assertTrue(made.path("PublicAccessBlockConfiguration").path(lock).asBoolean(), bucket);
      }
      assertTrue(refusesPlainHttp(bucket), bucket + " takes plain HTTP");
    }
    for (String bucket : List.of("UploadsBucket", "FilesBucket")) {
      assertEquals(
          "aws:kms",
          properties(data, bucket)
              .at(
                  "/BucketEncryption/ServerSideEncryptionConfiguration/0"
                      + "/ServerSideEncryptionByDefault/SSEAlgorithm")
              .asText());
    }
  }

  private boolean refusesPlainHttp(String bucket) {
    return resources(data, "AWS::S3::BucketPolicy").values().stream()
        .map(policy -> policy.path("Properties"))
        .filter(policy -> policy.at("/Bucket/Ref").asText().equals(bucket))
        .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
        .anyMatch(statement ->
            statement.path("Effect").asText().equals("Deny")
                && statement.at("/Condition/Bool/aws:SecureTransport").asText().equals("false"));
  }

  @Test
  void uploads_live_a_day_and_files_until_their_row_ends_but_a_year_at_most() {
    JsonNode uploads = properties(data, "UploadsBucket");
    assertEquals(1, uploads.at("/LifecycleConfiguration/Rules/0/ExpirationInDays").asInt());
    assertEquals("[\"PUT\"]", cors(uploads).path("AllowedMethods").toString());
    JsonNode files = properties(data, "FilesBucket");
    assertEquals(
        List.of("confirmed/ 367", "outputs/ 367"),
        files
            .at("/LifecycleConfiguration/Rules")
            .valueStream()
            .filter(rule -> rule.has("ExpirationInDays"))
            .map(rule -> rule.path("Prefix").asText() + " " + rule.path("ExpirationInDays"))
            .toList());
    assertEquals("[\"GET\"]", cors(files).path("AllowedMethods").toString());
    assertEquals("[\"https://app.example.com\"]", cors(files).path("AllowedOrigins").toString());
  }

  private static JsonNode cors(JsonNode bucket) {
    return bucket.at("/CorsConfiguration/CorsRules/0");
  }

  @Test
  void secrets_are_made_of_256_random_bits_in_hex() {
    for (JsonNode secret : resources(data, "AWS::SecretsManager::Secret").values()) {
      JsonNode made = secret.at("/Properties/GenerateSecretString");
      assertEquals(64, made.path("PasswordLength").asInt());
      assertTrue(made.path("ExcludePunctuation").asBoolean());
      assertTrue(made.path("ExcludeUppercase").asBoolean());
      assertEquals("ghijklmnopqrstuvwxyz", made.path("ExcludeCharacters").asText());
    }
  }

  @Test
  void every_published_name_is_read_by_its_path() {
    Set<String> told = new TreeSet<>();
    resources(data, "AWS::SSM::Parameter")
        .values()
        .forEach(parameter -> told.add(parameter.at("/Properties/Name").asText()));
    resources(Synthesised.stacks().fileEdge(), "AWS::SSM::Parameter")
        .values()
        .forEach(parameter -> told.add(parameter.at("/Properties/Name").asText()));
    Set<String> read = new TreeSet<>();
    Synthesised.stacks().app().path("Parameters").properties().stream()
        .map(entry -> entry.getValue())
        .filter(parameter -> parameter.path("Type").asText().startsWith("AWS::SSM"))
        .map(parameter -> parameter.path("Default").asText())
        .filter(path -> !path.startsWith("/cdk-bootstrap/"))
        .forEach(read::add);
    assertEquals(told, read);
  }

  private static String logicalId(TableDefinition table) {
    return PinnedId.title(table.name()) + "Table";
  }

  private static String line(IndexDefinition index) {
    return index.name() + keys(index.partition(), index.sort()) + index.projection();
  }

  private static String line(JsonNode index) {
    return index.path("IndexName").asText()
        + keys(index)
        + index.at("/Projection/ProjectionType").asText();
  }

  private static Map<String, String> keys(KeyAttribute partition, KeyAttribute sort) {
    return new TreeMap<>(Map.of("HASH", partition.name(), "RANGE", sort.name()));
  }

  private static Map<String, String> keys(JsonNode keyed) {
    Map<String, String> keys = new TreeMap<>();
    keyed
        .path("KeySchema")
        .forEach(key -> keys.put(key.path("KeyType").asText(), key.path("AttributeName").asText()));
    return keys;
  }

  private static Map<String, String> attributes(TableDefinition table) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("pk", "S");
    attributes.put("sk", "S");
    for (IndexDefinition index : table.indexes()) {
      for (KeyAttribute key : List.of(index.partition(), index.sort())) {
        attributes.put(key.name(), key.type() == KeyAttribute.Type.STRING ? "S" : "N");
      }
    }
    return attributes;
  }

  private static Map<String, String> attributes(JsonNode table) {
    Map<String, String> attributes = new TreeMap<>();
    table
        .path("AttributeDefinitions")
        .forEach(attribute ->
            attributes.put(
                attribute.path("AttributeName").asText(),
                attribute.path("AttributeType").asText()));
    return attributes;
  }
}
