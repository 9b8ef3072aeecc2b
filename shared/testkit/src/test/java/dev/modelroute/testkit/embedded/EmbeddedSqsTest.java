package dev.modelroute.testkit.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class EmbeddedSqsTest {
  private static final EmbeddedAws AWS = SharedEmbeddedAws.get(EmbeddedService.SQS);
  private static final SqsClient QUEUES = Clients.sqs(AWS);

  @AfterAll
  static void close() {
    QUEUES.close();
  }

  @Test
  void a_queue_url_leads_back_to_the_endpoint() {
    String url = queue("address", Map.of());
    assertEquals(AWS.sqs() + "/000000000000/embedded-sqs-test-address", url);
    assertEquals(
        "arn:aws:sqs:us-east-1:000000000000:embedded-sqs-test-address",
        attribute(url, QueueAttributeName.QUEUE_ARN));
  }

  @Test
  void a_message_is_received_until_it_is_deleted() {
    String url = queue("delete", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
    QUEUES.sendMessage(request -> request.queueUrl(url).messageBody("hello"));
    assertEquals("hello", receive(url, 5).getFirst().body());
    Message again = receive(url, 5).getFirst();
    QUEUES.deleteMessage(request -> request.queueUrl(url).receiptHandle(again.receiptHandle()));
    assertEquals(List.of(), receive(url, 0));
  }

  @Test
  void a_delayed_message_is_not_there_at_once() {
    String url = queue("delay", Map.of());
    long sentNanos = System.nanoTime();
    QUEUES.sendMessage(request -> request.queueUrl(url).messageBody("later").delaySeconds(1));
    assertEquals("later", receive(url, 10).getFirst().body());
    assertTrue(Duration.ofNanos(System.nanoTime() - sentNanos).toMillis() >= 950);
  }

  @Test
  void a_standard_queue_takes_message_groups() {
    String url = queue("groups", Map.of());
    for (String group : List.of("organization-1", "organization-1", "organization-2")) {
      QUEUES.sendMessage(request -> request.queueUrl(url).messageBody(group).messageGroupId(group));
    }
    Set<String> groups = new HashSet<>();
    int count = 0;
    for (List<Message> batch = receive(url, 0); !batch.isEmpty(); batch = receive(url, 0)) {
      count += batch.size();
      batch.forEach(message -> groups.add(message.body()));
    }
    assertEquals(3, count);
    assertEquals(Set.of("organization-1", "organization-2"), groups);
  }

  @Test
  void a_message_received_too_often_moves_to_the_dead_letter_queue() {
    String dead = queue("dead", Map.of());
    String redrive =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"2\"}"
            .formatted(attribute(dead, QueueAttributeName.QUEUE_ARN));
    String url =
        queue(
            "redrive",
            Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0",
                QueueAttributeName.REDRIVE_POLICY,
                redrive));
    QUEUES.sendMessage(request -> request.queueUrl(url).messageBody("poison"));
    assertEquals(1, receive(url, 5).size());
    assertEquals(1, receive(url, 5).size());
    assertEquals(List.of(), receive(url, 0));
    assertEquals("poison", receive(dead, 5).getFirst().body());
  }

  private static String queue(String name, Map<QueueAttributeName, String> attributes) {
    return QUEUES
        .createQueue(
            request -> request.queueName("embedded-sqs-test-" + name).attributes(attributes))
        .queueUrl();
  }

  private static String attribute(String url, QueueAttributeName name) {
    return Objects.requireNonNull(
        QUEUES
            .getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
            .attributes()
            .get(name));
  }

  private static List<Message> receive(String url, int waitSeconds) {
    return QUEUES
        .receiveMessage(
            request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(waitSeconds))
        .messages();
  }
}
