package dev.modelroute.aws.bootstrap;

import dev.modelroute.aws.queue.QueueDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/**
 * Creates queues and their dead-letter queues from their definitions. A queue that exists is left
 * as it is. Encryption is CloudFormation's business and not set here.
 */
public final class QueueBootstrap {
  private final SqsClient sqs;

  public QueueBootstrap(SqsClient sqs) {
    this.sqs = sqs;
  }

  /**
   * Creates all of these, their names with a prefix.
   *
   * @return addresses by definition
   */
  public Map<QueueDefinition, String> create(List<QueueDefinition> queues, String prefix) {
    Map<QueueDefinition, String> urls = new HashMap<>();
    for (QueueDefinition queue : queues) {
      String deadLetterUrl = create(queue.deadLetterNameWith(prefix), Map.of());
      String redrive =
          "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
              .formatted(arn(deadLetterUrl), queue.maxReceiveCount());
      urls.put(
          queue,
          create(
              queue.nameWith(prefix),
              Map.of(
                  QueueAttributeName.VISIBILITY_TIMEOUT,
                  Long.toString(queue.visibilityTimeout().toSeconds()),
                  QueueAttributeName.REDRIVE_POLICY,
                  redrive)));
    }
    return urls;
  }

  private String create(String name, Map<QueueAttributeName, String> attributes) {
    try {
      return sqs.createQueue(request -> request.queueName(name).attributes(attributes)).queueUrl();
    } catch (QueueNameExistsException madeBefore) {
      // With other attributes, by another version of this program.
      return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
    }
  }

  private String arn(String url) {
    String arn =
        sqs.getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    if (arn == null) {
      throw new IllegalStateException("a queue without an ARN");
    }
    return arn;
  }
}
