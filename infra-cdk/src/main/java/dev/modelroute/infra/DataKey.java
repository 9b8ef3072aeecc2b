package dev.modelroute.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** One key for everything at rest: tables, buckets, secrets, queues and logs. */
final class DataKey extends Construct {
  static final String PARAMETER = "key-arn";

  private final Key key;

  DataKey(Construct scope, Published published) {
    super(scope, "Key");
    key =
        Key.Builder.create(this, "Key")
            .description("ModelRoute: everything at rest")
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    PinnedId.of(key, "DataKey");
    key.addToResourcePolicy(logs());
    published.tell(this, PARAMETER, key.getKeyArn());
  }

  IKey key() {
    return key;
  }

  /** Its origin access control decrypts what it reads from the bucket of files. */
  void letCloudFrontRead() {
    key.addToResourcePolicy(
        CloudFrontReader.statement(this)
            .actions(List.of("kms:Decrypt"))
            .resources(List.of("*"))
            .build());
  }

  /** CloudWatch Logs has no caller whose rights it could use: it needs the key itself. */
  private PolicyStatement logs() {
    Stack stack = Stack.of(this);
    String groups =
        stack.formatArn(
            ArnComponents.builder()
                .service("logs")
                .resource("log-group")
                .resourceName("*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    return PolicyStatement.Builder.create()
        .principals(List.of(new ServicePrincipal("logs." + stack.getRegion() + ".amazonaws.com")))
        .actions(
            List.of(
                "kms:Encrypt",
                "kms:Decrypt",
                "kms:ReEncrypt*",
                "kms:GenerateDataKey*",
                "kms:DescribeKey"))
        .resources(List.of("*"))
        .conditions(Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn", groups)))
        .build();
  }
}
