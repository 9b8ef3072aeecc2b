package dev.modelroute.infra;

import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Everything that may be deployed any day: functions, API, state machine, queues, schedule. */
final class AppStack extends Stack {
  static final String API_ID = "api/id";

  /** Where functions look for an operator's catalogue file, in the bucket of files. */
  private static final String CATALOG = "object:operator/catalog.json";

  AppStack(Construct scope, String id, StackProps properties, DeploymentSettings settings) {
    super(scope, id, properties);
    Published published = new Published(settings.parameterPrefix());
    DataReferences data = new DataReferences(this, published);
    PollQueue polls = new PollQueue(this, data.key());
    WebhookQueues webhooks = new WebhookQueues(this, data.key());
    PlatformFunctions functions = new PlatformFunctions(this, data.key(), settings);

    grant(functions, new FunctionGrants(data, polls, webhooks, settings));
    polls.deliverTo(functions.get(PlatformFunction.POLL));
    webhooks.deliverTo(functions.get(PlatformFunction.WEBHOOKS));
    ExecutionStateMachine executions =
        new ExecutionStateMachine(
            this,
            functions.get(PlatformFunction.DISPATCH),
            functions.get(PlatformFunction.SETTLE),
            functions.get(PlatformFunction.RELEASE),
            data.key());
    new SweepSchedule(this, functions.get(PlatformFunction.SWEEPER));
    PublicApi api =
        new PublicApi(
            this, functions.get(PlatformFunction.API), data.key(), settings.apiGatewayLogRole());

    String metrics = "ModelRoute" + settings.parameterPrefix();
    functions.tell(data.environment());
    functions.tell(settings.regions().environment());
    if (settings.filesKey().isPresent()) {
      tellOfFileEdge(functions.get(PlatformFunction.API), published);
    }
    functions.tell(Map.of("MODELROUTE_METRICS_NAMESPACE", metrics));
    functions.tell(environment(polls, webhooks, settings.publicUrl().orElse(api.url())));
    Alarms alarms = new Alarms(this, settings.alarmTopicArn());
    alarms.watchBooks(metrics);
    alarms.watchReceivers(metrics);
    watch(alarms, polls, webhooks, executions, functions);
    published.tell(this, API_ID, api.api().getRestApiId());
    CfnOutput.Builder.create(this, "Url").value(api.url()).build();
    CfnOutput.Builder.create(this, "AdminKeySecret")
        .value(data.secretArn(PlatformSecrets.ADMIN_KEY))
        .build();
  }

  /** Others hand links to providers only, and those lead to the bucket itself. */
  private void tellOfFileEdge(JavaFunction api, Published published) {
    api.tell(
        Map.of(
            "MODELROUTE_FILES_URL",
            published.read(this, FileEdgeStack.URL),
            "MODELROUTE_FILES_KEY_ID",
            published.read(this, FileEdgeStack.KEY_ID)));
  }

  private static void grant(PlatformFunctions functions, FunctionGrants grants) {
    grants.api(functions.get(PlatformFunction.API));
    grants.dispatch(functions.get(PlatformFunction.DISPATCH));
    grants.settle(functions.get(PlatformFunction.SETTLE));
    grants.release(functions.get(PlatformFunction.RELEASE));
    grants.poll(functions.get(PlatformFunction.POLL));
    grants.webhooks(functions.get(PlatformFunction.WEBHOOKS));
    grants.sweeper(functions.get(PlatformFunction.SWEEPER));
  }

  private Map<String, String> environment(
      PollQueue polls, WebhookQueues webhooks, String publicUrl) {
    return Map.of(
        "MODELROUTE_QUEUE_POLLS",
        polls.queues().queue().getQueueUrl(),
        "MODELROUTE_QUEUE_WEBHOOKS",
        webhooks.queues().queue().getQueueUrl(),
        "MODELROUTE_STATE_MACHINE_ARN",
        ExecutionStateMachine.arn(this),
        "MODELROUTE_PUBLIC_URL",
        publicUrl,
        "MODELROUTE_CALLBACK_URL",
        publicUrl,
        "MODELROUTE_CATALOG",
        CATALOG);
  }

  private static void watch(
      Alarms alarms,
      PollQueue polls,
      WebhookQueues webhooks,
      ExecutionStateMachine executions,
      PlatformFunctions functions) {
    alarms.watch("Polls", polls.queues());
    alarms.watch("Webhooks", webhooks.queues());
    alarms.watch(executions.machine());
    alarms.watch(functions.get(PlatformFunction.SWEEPER));
  }
}
