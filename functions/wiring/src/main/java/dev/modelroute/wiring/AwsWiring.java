package dev.modelroute.wiring;

import dev.modelroute.aws.AwsClients;
import dev.modelroute.aws.dynamo.DynamoAuditLog;
import dev.modelroute.aws.dynamo.DynamoDeliveryStore;
import dev.modelroute.aws.dynamo.DynamoEndpointStore;
import dev.modelroute.aws.dynamo.DynamoFileStore;
import dev.modelroute.aws.dynamo.DynamoPlatform;
import dev.modelroute.aws.dynamo.DynamoSettings;
import dev.modelroute.aws.dynamo.DynamoStorageMeter;
import dev.modelroute.aws.dynamo.ObjectLargePayloads;
import dev.modelroute.aws.s3.S3Areas;
import dev.modelroute.aws.s3.S3ObjectStore;
import dev.modelroute.aws.sqs.SqsPollQueue;
import dev.modelroute.aws.sqs.SqsWebhookQueue;
import dev.modelroute.aws.stepfunctions.StepFunctionsOrchestrator;
import dev.modelroute.aws.table.TableDefinition;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.file.FileStore;
import dev.modelroute.core.file.ObjectStore;
import dev.modelroute.core.flow.Orchestrator;
import dev.modelroute.core.flow.PollQueue;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.metering.StorageMeter;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.SecretCipher;
import dev.modelroute.core.webhook.WebhookQueue;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The ports on AWS. Credentials and region are Micronaut's own beans; the clients are built with
 * our timeouts and retries, since the defaults let a throttled call hang for a minute.
 */
@Factory
@Requires(property = "modelroute.ports", notEquals = "memory")
final class AwsWiring {

  @Singleton
  AwsClients clients(
      AwsRegionProvider regions, AwsCredentialsProvider credentials, Settings settings) {
    return new AwsClients(
        regions.getRegion().id(),
        credentials,
        new AwsClients.Endpoints(
            settings.endpoint("DYNAMODB").orElse(null),
            settings.endpoint("SQS").orElse(null),
            settings.endpoint("S3").orElse(null),
            settings.endpoint("SFN").orElse(null)));
  }

  @Primary
  @Singleton
  DynamoDbClient dynamoDb(AwsClients clients) {
    return clients.dynamoDb();
  }

  @Primary
  @Singleton
  SqsClient sqs(AwsClients clients) {
    return clients.sqs();
  }

  @Primary
  @Singleton
  SfnClient stepFunctions(AwsClients clients) {
    return clients.stepFunctions();
  }

  @Primary
  @Singleton
  S3Client s3(AwsClients clients) {
    return clients.s3();
  }

  @Primary
  @Singleton
  S3Presigner presigner(AwsClients clients) {
    return clients.s3Presigner();
  }

  @Singleton
  DynamoSettings tables(Settings settings) {
    return new DynamoSettings(
        Tables.ALL.stream()
            .map(TableDefinition::name)
            .collect(Collectors.toMap(name -> name, settings::table)));
  }

  @Singleton
  DynamoPlatform dynamo(
      DynamoDbClient client,
      DynamoSettings tables,
      ObjectStore objects,
      RandomGenerator random,
      Pauses pauses) {
    return new DynamoPlatform(
        client, tables, new ObjectLargePayloads(objects), random, pauses::pause);
  }

  @Singleton
  ExecutionStore executions(DynamoPlatform dynamo) {
    return dynamo.executions();
  }

  @Singleton
  AttemptStore attempts(DynamoPlatform dynamo) {
    return dynamo.attempts();
  }

  @Singleton
  Ledger ledger(DynamoPlatform dynamo) {
    return dynamo.ledger();
  }

  @Singleton
  KeyStore keys(DynamoPlatform dynamo) {
    return dynamo.keys();
  }

  @Singleton
  Outbox outbox(DynamoPlatform dynamo) {
    return dynamo.outbox();
  }

  @Singleton
  FileStore files(
      DynamoDbClient client, DynamoSettings tables, RandomGenerator random, Pauses pauses) {
    return DynamoFileStore.on(client, tables, random, pauses::pause);
  }

  @Singleton
  StorageMeter meter(
      DynamoDbClient client, DynamoSettings tables, RandomGenerator random, Pauses pauses) {
    return DynamoStorageMeter.on(client, tables, random, pauses::pause);
  }

  @Singleton
  AuditLog audit(
      DynamoDbClient client, DynamoSettings tables, RandomGenerator random, Pauses pauses) {
    return DynamoAuditLog.on(client, tables, random, pauses::pause);
  }

  @Singleton
  EndpointStore endpoints(
      DynamoDbClient client,
      DynamoSettings tables,
      BeanProvider<SecretCipher> cipher,
      RandomGenerator random,
      Pauses pauses) {
    return new DynamoEndpointStore(client, tables, new LateCipher(cipher), random, pauses::pause);
  }

  @Singleton
  DeliveryStore deliveries(
      DynamoDbClient client, DynamoSettings tables, RandomGenerator random, Pauses pauses) {
    return new DynamoDeliveryStore(client, tables, random, pauses::pause);
  }

  @Singleton
  ObjectStore objects(S3Client s3, S3Presigner presigner, Settings settings) {
    return new S3ObjectStore(
        s3, presigner, S3Areas.ofBuckets(settings.bucket("uploads"), settings.bucket("files")));
  }

  @Singleton
  PollQueue polls(SqsClient sqs, Settings settings) {
    return new SqsPollQueue(sqs, settings.queue("polls"));
  }

  @Singleton
  WebhookQueue webhookQueue(SqsClient sqs, Settings settings) {
    return new SqsWebhookQueue(
        sqs,
        settings.queue("webhooks"),
        settings.optional("MODELROUTE_QUEUE_WEBHOOKS_DEAD").orElse(null));
  }

  @Singleton
  Orchestrator orchestrator(SfnClient stepFunctions, Settings settings) {
    return new StepFunctionsOrchestrator(stepFunctions, settings.stateMachineArn());
  }
}
