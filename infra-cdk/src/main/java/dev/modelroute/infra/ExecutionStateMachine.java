package dev.modelroute.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/**
 * The order of an execution's steps, from the file the local interpreter runs too.
 *
 * <p>It has no timeout of its own: that would end an execution past every Catch, with the hold
 * still open. And it alone has a name: its functions must know its ARN and it theirs, so one of the
 * two has to be known beforehand. A machine is replaced only when its name or type changes, so the
 * name blocks nothing.
 */
final class ExecutionStateMachine extends Construct {
  static final String DEFINITION = "/execution.asl.json";

  private final StateMachine machine;

  ExecutionStateMachine(
      Construct scope, JavaFunction dispatch, JavaFunction settle, JavaFunction release, IKey key) {
    super(scope, "Executions");
    machine =
        StateMachine.Builder.create(this, "Machine")
            .stateMachineName(name(scope))
            .stateMachineType(StateMachineType.STANDARD)
            .definitionBody(DefinitionBody.fromString(definition()))
            .definitionSubstitutions(
                Map.of(
                    "Dispatch", dispatch.live().getFunctionArn(),
                    "Settle", settle.live().getFunctionArn(),
                    "Release", release.live().getFunctionArn(),
                    "TransientFault", "dev.modelroute.workflow.TransientFault",
                    "OutputUnusable", "dev.modelroute.workflow.OutputUnusable"))
            .logs(
                LogOptions.builder()
                    .destination(JavaFunction.logGroup(this, "Logs", key))
                    .level(LogLevel.ALL)
                    // Inputs are ids, but a cause may be a provider's text.
                    .includeExecutionData(false)
                    .build())
            .tracingEnabled(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    PinnedId.of(machine, "ExecutionStateMachine");
    // The definition is text to CDK: it sees no call in it and grants nothing by itself.
    dispatch.live().grantInvoke(machine);
    settle.live().grantInvoke(machine);
    release.live().grantInvoke(machine);
  }

  StateMachine machine() {
    return machine;
  }

  /** Known before the machine is made: its functions carry it in their environment. */
  static String arn(Construct scope) {
    return Stack.of(scope)
        .formatArn(
            ArnComponents.builder()
                .service("states")
                .resource("stateMachine")
                .resourceName(name(scope))
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
  }

  private static String name(Construct scope) {
    return Stack.of(scope).getStackName() + "-execution";
  }

  private static String definition() {
    try (InputStream file =
        Objects.requireNonNull(ExecutionStateMachine.class.getResourceAsStream(DEFINITION))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
