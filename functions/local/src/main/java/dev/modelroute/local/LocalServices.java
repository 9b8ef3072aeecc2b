package dev.modelroute.local;

import dev.modelroute.aws.AwsClients;
import dev.modelroute.aws.bootstrap.QueueBootstrap;
import dev.modelroute.aws.bootstrap.TableBootstrap;
import dev.modelroute.aws.queue.QueueDefinition;
import dev.modelroute.aws.queue.Queues;
import dev.modelroute.aws.s3.BucketBootstrap;
import dev.modelroute.aws.s3.S3Areas;
import dev.modelroute.aws.table.Tables;
import dev.modelroute.testkit.embedded.EmbeddedAws;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Creates on the embedded services what the stacks create on AWS: the same tables, queues and
 * buckets, from the same data.
 */
final class LocalServices implements AutoCloseable {
  private static final String PREFIX = "modelroute-";

  private final AwsClients clients;
  private final SqsClient receiving;
  private final LocalEnvironment environment;

  LocalServices(EmbeddedAws aws, LocalEnvironment environment) {
    this.clients =
        new AwsClients(
            "us-east-1",
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(aws.accessKey(), aws.secretKey())),
            new AwsClients.Endpoints(aws.dynamoDb(), aws.sqs(), aws.s3(), null));
    this.receiving = clients.sqsLongPolling();
    this.environment = environment;
    environment
        .put("AWS_ENDPOINT_URL_DYNAMODB", aws.dynamoDb().toString())
        .put("AWS_ENDPOINT_URL_SQS", aws.sqs().toString())
        .put("AWS_ENDPOINT_URL_S3", aws.s3().toString());
  }

  /** Creates what is missing; what is there already stays as it is. */
  void bootstrap() {
    CompletableFuture<?> tables = CompletableFuture.runAsync(this::createTables);
    CompletableFuture<?> buckets = CompletableFuture.runAsync(this::createBuckets);
    createQueues();
    CompletableFuture.allOf(tables, buckets).join();
  }

  /** For receiving with long waits. */
  SqsClient receiving() {
    return receiving;
  }

  private void createTables() {
    try (DynamoDbClient dynamoDb = clients.dynamoDb()) {
      new TableBootstrap(dynamoDb).create(Tables.ALL, PREFIX);
    }
  }

  private void createBuckets() {
    try (S3Client s3 = clients.s3()) {
      new BucketBootstrap(s3).create(S3Areas.ofBuckets("modelroute-uploads", "modelroute-files"));
    }
  }

  private void createQueues() {
    try (SqsClient sqs = clients.sqs()) {
      Map<QueueDefinition, String> urls = new QueueBootstrap(sqs).create(Queues.ALL, PREFIX);
      urls.forEach((queue, queueUrl) -> {
        String name = "MODELROUTE_QUEUE_" + queue.name().toUpperCase(Locale.ROOT);
        environment
            .put(name, queueUrl)
            .put(
                name + "_DEAD",
                queueUrl.replace(queue.nameWith(PREFIX), queue.deadLetterNameWith(PREFIX)));
      });
    }
  }

  @Override
  public void close() {
    receiving.close();
  }
}
