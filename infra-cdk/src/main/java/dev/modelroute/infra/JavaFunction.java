package dev.modelroute.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A function with its own role, its own log group and the alias {@code live}, through which
 * everybody calls it. The only place that sets runtime, memory, tracing and log retention.
 */
final class JavaFunction extends Construct {
  static final RetentionDays LOG_RETENTION = RetentionDays.ONE_MONTH;

  private static final Size SPOOL = Size.mebibytes(1024);

  private final PlatformFunction kind;
  private final Role role;
  private final Function function;
  private final Alias live;

  JavaFunction(Construct scope, PlatformFunction kind, Code code, IKey key, boolean snapStart) {
    super(scope, kind.title());
    this.kind = kind;
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    LogGroup logs = logGroup(this, "Logs", key);
    logs.grantWrite(role);
    function = function(code, logs, snapStart);
    PinnedId.of(function, kind.logicalId());
    live =
        Alias.Builder.create(this, "Live")
            .aliasName("live")
            .version(function.getCurrentVersion())
            .build();
    PinnedId.of(live, kind.title() + "LiveAlias");
  }

  /** A log group as all of ours are: encrypted, kept for a month. */
  static LogGroup logGroup(Construct scope, String id, IKey key) {
    return LogGroup.Builder.create(scope, id)
        .retention(LOG_RETENTION)
        .encryptionKey(key)
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  private Function function(Code code, LogGroup logs, boolean snapStart) {
    Function.Builder builder =
        Function.Builder.create(this, "Function")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler(kind.handlerClass())
            .code(code)
            .memorySize(kind.memoryMegabytes())
            .timeout(kind.timeout())
            .role(role)
            .logGroup(logs)
            .tracing(Tracing.ACTIVE);
    if (kind.spoolsFiles()) {
      builder.ephemeralStorageSize(SPOOL);
    }
    if (snapStart) {
      builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
    }
    return builder.build();
  }

  PlatformFunction kind() {
    return kind;
  }

  Alias live() {
    return live;
  }

  Duration timeout() {
    return kind.timeout();
  }

  Function function() {
    return function;
  }

  void tell(Map<String, String> environment) {
    environment.forEach(function::addEnvironment);
  }

  /** Rights, each named. Only this role gets them. */
  void allow(List<String> actions, List<String> resources) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(actions).resources(resources).build());
  }

  void allow(PolicyStatement statement) {
    role.addToPolicy(statement);
  }
}
