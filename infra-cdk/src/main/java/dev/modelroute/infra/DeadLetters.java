package dev.modelroute.infra;

import dev.modelroute.aws.queue.QueueDefinition;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * A queue and the queue of messages it gave up on. A message comes there only by our own fault:
 * what failed at a provider or a receiver is an outcome and is acknowledged.
 *
 * @param queue what functions send to and receive from
 * @param deadLetters watched by an alarm, kept for two weeks
 */
record DeadLetters(Queue queue, Queue deadLetters) {
  private static final Duration KEPT = Duration.days(14);

  static DeadLetters of(Construct scope, QueueDefinition definition, IKey key) {
    Queue deadLetters = encrypted(scope, "DeadLetters", key).retentionPeriod(KEPT).build();
    Queue queue =
        encrypted(scope, "Queue", key)
            .retentionPeriod(KEPT)
            .visibilityTimeout(Duration.millis(definition.visibilityTimeout().toMillis()))
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(deadLetters)
                    .maxReceiveCount(definition.maxReceiveCount())
                    .build())
            .build();
    String name = PinnedId.title(definition.name());
    PinnedId.of(deadLetters, name + "DeadLetters");
    PinnedId.of(queue, name + "Queue");
    return new DeadLetters(queue, deadLetters);
  }

  /**
   * Has a function called with messages, through its alias. CDK's own event source grants more than
   * Lambda's poller uses, the key without any condition among it.
   */
  void deliverTo(JavaFunction consumer, int batch, int maxConcurrency) {
    consumer.allow(
        List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
        List.of(queue.getQueueArn()));
    consumer
        .live()
        .addEventSourceMapping(
            "Messages",
            EventSourceMappingOptions.builder()
                .eventSourceArn(queue.getQueueArn())
                .batchSize(batch)
                .maxConcurrency(maxConcurrency)
                .reportBatchItemFailures(true)
                .build());
  }

  private static Queue.Builder encrypted(Construct scope, String id, IKey key) {
    return Queue.Builder.create(scope, id)
        .encryption(QueueEncryption.KMS)
        .encryptionMasterKey(key)
        .dataKeyReuse(Duration.hours(1))
        .enforceSsl(true);
  }
}
