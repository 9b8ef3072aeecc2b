package dev.modelroute.infra;

import static dev.modelroute.aws.table.Tables.AUDIT;
import static dev.modelroute.aws.table.Tables.BY_ACTOR;
import static dev.modelroute.aws.table.Tables.BY_ENDPOINT;
import static dev.modelroute.aws.table.Tables.BY_EXECUTION;
import static dev.modelroute.aws.table.Tables.BY_ORG;
import static dev.modelroute.aws.table.Tables.BY_RESOURCE;
import static dev.modelroute.aws.table.Tables.DUE;
import static dev.modelroute.aws.table.Tables.EXECUTIONS;
import static dev.modelroute.aws.table.Tables.FILES;
import static dev.modelroute.aws.table.Tables.IDENTITY;
import static dev.modelroute.aws.table.Tables.LEDGER;
import static dev.modelroute.aws.table.Tables.WEBHOOKS;

import dev.modelroute.aws.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * What each function may do, and nothing else: one method per function, and a test that prints the
 * whole table from the templates. A transaction needs the right of each of its items.
 */
final class FunctionGrants {
  private static final List<String> WRITE = List.of("GetItem", "PutItem", "UpdateItem");
  private static final String QUERY = "Query";
  private static final String BATCH = "BatchGetItem";
  private static final String DELETE = "DeleteItem";

  private final DataReferences data;
  private final PollQueue polls;
  private final WebhookQueues webhooks;
  private final DeploymentSettings settings;

  FunctionGrants(
      DataReferences data, PollQueue polls, WebhookQueues webhooks, DeploymentSettings settings) {
    this.data = data;
    this.polls = polls;
    this.webhooks = webhooks;
    this.settings = settings;
  }

  /** Submits, reads, cancels; takes callbacks; files, endpoints, keys, balances. */
  void api(JavaFunction api) {
    write(api, EXECUTIONS, QUERY, BATCH);
    write(api, LEDGER, QUERY);
    write(api, FILES, QUERY);
    write(api, WEBHOOKS, QUERY, BATCH, DELETE);
    write(api, IDENTITY, QUERY, BATCH);
    query(api, EXECUTIONS, BY_ORG);
    query(api, FILES, BY_ORG);
    query(api, WEBHOOKS, BY_ORG, BY_EXECUTION, BY_ENDPOINT);
    audit(api, QUERY);
    query(api, AUDIT, BY_ACTOR, BY_RESOURCE);
    // Presigned URLs carry the signer's rights: PutObject on uploads, GetObject on files.
    objects(api, FileBuckets.UPLOADS, "GetObject", "PutObject", "DeleteObject");
    objects(api, FileBuckets.FILES, "GetObject", "PutObject", "DeleteObject");
    List<String> all = List.of("GetObject", "PutObject", "DeleteObject");
    regions(api, all, all);
    send(api, webhooks.queues().queue());
    machine(api, "StartExecution", "SendTaskSuccess", "SendTaskFailure");
    secret(api, "PEPPER", PlatformSecrets.PEPPER);
    secret(api, "ADMIN_KEY", PlatformSecrets.ADMIN_KEY);
    secret(api, "CIPHER_KEY", PlatformSecrets.CIPHER_KEY);
    settings.filesKey().ifPresent(pair -> secretOf(api, "FILES_KEY", pair.secretArn()));
    providerSecret(api);
    key(api);
  }

  /** Calls a provider, keeps what it answers at once, tells of the start. */
  void dispatch(JavaFunction dispatch) {
    write(dispatch, EXECUTIONS, QUERY);
    read(dispatch, FILES);
    read(dispatch, WEBHOOKS);
    objects(dispatch, FileBuckets.FILES, "GetObject", "PutObject");
    regions(dispatch, List.of(), List.of("GetObject"));
    send(dispatch, polls.queues().queue());
    send(dispatch, webhooks.queues().queue());
    machine(dispatch, "SendTaskSuccess", "SendTaskFailure");
    providerSecret(dispatch);
    key(dispatch);
  }

  /** Stores the output's files, moves the money, tells of the end. */
  void settle(JavaFunction settle) {
    ends(settle);
  }

  /** As Settle, when a good result came late; else it also calls the provider's job off. */
  void release(JavaFunction release) {
    ends(release);
    machine(release, "SendTaskFailure");
  }

  private void ends(JavaFunction function) {
    write(function, EXECUTIONS, QUERY);
    write(function, LEDGER);
    write(function, FILES);
    // How long an organisation's outputs live.
    read(function, IDENTITY);
    audit(function);
    read(function, WEBHOOKS);
    objects(function, FileBuckets.FILES, "GetObject", "PutObject", "DeleteObject");
    send(function, webhooks.queues().queue());
    providerSecret(function);
    key(function);
  }

  /** Asks a provider for a job; keeps its outcome or asks again later. */
  void poll(JavaFunction poll) {
    write(poll, EXECUTIONS, QUERY);
    objects(poll, FileBuckets.FILES, "GetObject", "PutObject");
    send(poll, polls.queues().queue());
    machine(poll, "SendTaskSuccess", "SendTaskFailure");
    providerSecret(poll);
    key(poll);
  }

  /**
   * Sends to addresses that callers chose, so it reaches least of all: event texts, delivery rows,
   * its queue. No money, no files, no provider's key.
   */
  void webhooks(JavaFunction consumer) {
    data(consumer, EXECUTIONS, List.of("GetItem", "UpdateItem"));
    write(consumer, WEBHOOKS, QUERY);
    audit(consumer);
    query(consumer, WEBHOOKS, BY_ENDPOINT);
    send(consumer, webhooks.queues().queue());
    // What nobody can read goes there at once, where the alarm is.
    send(consumer, webhooks.queues().deadLetters());
    consumer.tell(
        Map.of("MODELROUTE_QUEUE_WEBHOOKS_DEAD", webhooks.queues().deadLetters().getQueueUrl()));
    secret(consumer, "CIPHER_KEY", PlatformSecrets.CIPHER_KEY);
    key(consumer);
  }

  /** Does what any other step left undone. */
  void sweeper(JavaFunction sweeper) {
    write(sweeper, EXECUTIONS, QUERY);
    write(sweeper, LEDGER, QUERY);
    write(sweeper, FILES, QUERY);
    read(sweeper, IDENTITY);
    audit(sweeper);
    write(sweeper, WEBHOOKS, QUERY, BATCH);
    query(sweeper, EXECUTIONS, DUE);
    query(sweeper, FILES, DUE);
    query(sweeper, WEBHOOKS, DUE);
    objects(sweeper, FileBuckets.UPLOADS, "DeleteObject");
    objects(sweeper, FileBuckets.FILES, "GetObject", "PutObject", "DeleteObject");
    regions(sweeper, List.of("DeleteObject"), List.of("GetObject", "DeleteObject"));
    send(sweeper, webhooks.queues().queue());
    machine(sweeper, "StartExecution", "SendTaskSuccess", "SendTaskFailure");
    providerSecret(sweeper);
    key(sweeper);
  }

  private void read(JavaFunction function, TableDefinition table) {
    data(function, table, List.of("GetItem"));
  }

  private void write(JavaFunction function, TableDefinition table, String... more) {
    List<String> actions = new ArrayList<>(WRITE);
    actions.addAll(List.of(more));
    data(function, table, actions);
  }

  /** Events are added and never changed: nobody has a right to. */
  private void audit(JavaFunction function, String... more) {
    List<String> actions = new ArrayList<>(List.of("PutItem"));
    actions.addAll(List.of(more));
    data(function, AUDIT, actions);
  }

  private void data(JavaFunction function, TableDefinition table, List<String> actions) {
    function.allow(prefixed("dynamodb:", actions), List.of(data.tableArn(table)));
  }

  private void query(JavaFunction function, TableDefinition table, String... indexes) {
    for (String index : indexes) {
      function.allow(List.of("dynamodb:Query"), List.of(data.indexArn(table, index)));
    }
  }

  private void objects(JavaFunction function, String bucket, String... actions) {
    objectsOf(function, data.bucketArn(bucket), List.of(actions));
  }

  /** Buckets of further regions, where callers' uploads may lie; outputs stay at home. */
  private void regions(JavaFunction function, List<String> uploads, List<String> files) {
    String arn = "arn:" + Stack.of(function).getPartition() + ":s3:::";
    settings
        .regions()
        .others()
        .values()
        .forEach(buckets -> {
          if (!uploads.isEmpty()) {
            objectsOf(function, arn + buckets.uploads(), uploads);
          }
          objectsOf(function, arn + buckets.files(), files);
        });
  }

  private static void objectsOf(JavaFunction function, String arn, List<String> actions) {
    function.allow(prefixed("s3:", actions), List.of(arn + "/*"));
    if (actions.contains("GetObject")) {
      // Without it S3 answers 403 instead of 404 for what is not there.
      function.allow(List.of("s3:ListBucket"), List.of(arn));
    }
  }

  private static void send(JavaFunction function, Queue queue) {
    function.allow(List.of("sqs:SendMessage"), List.of(queue.getQueueArn()));
  }

  private static void machine(JavaFunction function, String... actions) {
    function.allow(
        prefixed("states:", List.of(actions)), List.of(ExecutionStateMachine.arn(function)));
  }

  private void secret(JavaFunction function, String name, String parameter) {
    secretOf(function, name, data.secretArn(parameter));
  }

  private static void secretOf(JavaFunction function, String name, String arn) {
    function.allow(List.of("secretsmanager:GetSecretValue"), List.of(arn));
    function.tell(Map.of("MODELROUTE_SECRET_" + name + "_ARN", arn));
  }

  private void providerSecret(JavaFunction function) {
    settings
        .providerSecretArn()
        .ifPresent(arn -> {
          function.allow(List.of("secretsmanager:GetSecretValue"), List.of(arn));
          function.tell(Map.of("MODELROUTE_PROVIDER_SECRET_ARN", arn));
        });
  }

  /** The key of everything at rest, but only through the services that hold it. */
  private void key(JavaFunction function) {
    String region = Stack.of(function).getRegion();
    List<String> services =
        List.of("dynamodb", "s3", "secretsmanager", "sqs").stream()
            .map(service -> service + "." + region + ".amazonaws.com")
            .toList();
    function.allow(
        PolicyStatement.Builder.create()
            .actions(
                List.of(
                    "kms:Decrypt",
                    "kms:DescribeKey",
                    "kms:Encrypt",
                    "kms:GenerateDataKey",
                    "kms:ReEncryptFrom",
                    "kms:ReEncryptTo"))
            .resources(List.of(data.key().getKeyArn()))
            .conditions(Map.of("StringEquals", Map.of("kms:ViaService", services)))
            .build());
  }

  private static List<String> prefixed(String service, List<String> actions) {
    return actions.stream().map(action -> service + action).toList();
  }
}
