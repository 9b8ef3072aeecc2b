package dev.modelroute.aws.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.aws.AwsClients;
import dev.modelroute.aws.bootstrap.QueueBootstrap;
import dev.modelroute.aws.queue.Queues;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.PollQueue.PollTicket;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.Reopening;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.core.webhook.WebhookMessage;
import dev.modelroute.testkit.embedded.EmbeddedAws;
import dev.modelroute.testkit.embedded.EmbeddedService;
import dev.modelroute.testkit.embedded.SharedEmbeddedAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsQueuesTest {
  private static final AtomicInteger SETS = new AtomicInteger();
  private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");

  private final String prefix = "set-" + SETS.incrementAndGet() + "-";
  private final SqsClient sqs = clients().sqs();
  private final SqsClient receiver = clients().sqsLongPolling();

  @Test
  void queues_are_made_once_with_their_dead_letter_queues() {
    var urls = new QueueBootstrap(sqs).create(Queues.ALL, prefix);
    assertEquals(urls, new QueueBootstrap(sqs).create(Queues.ALL, prefix));
    for (var queue : Queues.ALL) {
      Map<QueueAttributeName, String> attributes =
          sqs.getQueueAttributes(request ->
                  request.queueUrl(urls.get(queue)).attributeNames(QueueAttributeName.ALL))
              .attributes();
      assertEquals(
          Long.toString(queue.visibilityTimeout().toSeconds()),
          attributes.get(QueueAttributeName.VISIBILITY_TIMEOUT));
      String redrive = attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
      assertTrue(redrive.contains(queue.deadLetterNameWith(prefix)), redrive);
      assertTrue(redrive.contains("5"), redrive);
    }
  }

  @Test
  void a_reminder_arrives_as_a_poll_message() {
    String url = url();
    PollTicket ticket = new PollTicket(ExecutionId.of(ID), 1, 0);
    new SqsPollQueue(sqs, url).remind(ticket, Duration.ZERO);
    assertEquals(Optional.of(ticket), PollMessage.parse(receive(url, 1).getFirst()));
  }

  @Test
  void a_reminder_waits_fifteen_minutes_at_most_and_stays_hidden() {
    String url = url();
    new SqsPollQueue(sqs, url)
        .remind(new PollTicket(ExecutionId.of(ID), 1, 0), Duration.ofHours(3));
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes();
    assertEquals("1", attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
  }

  @Test
  void events_and_deliveries_arrive_as_webhook_messages() {
    String url = url();
    SqsWebhookQueue queue = new SqsWebhookQueue(sqs, url, null);
    Outbox.Entry entry = new Outbox.Entry(ExecutionId.of(ID), Slot.STARTED);
    DeliveryId delivery = DeliveryId.of(ID);
    queue.sendEvent(entry);
    queue.sendDelivery(delivery, "wh_1", Duration.ZERO, Instant.EPOCH);
    Set<Optional<WebhookMessage>> read = new HashSet<>();
    receive(url, 2).forEach(body -> read.add(WebhookMessage.parse(body)));
    assertEquals(
        Set.of(
            Optional.of(new WebhookMessage.Publish(entry)),
            Optional.of(new WebhookMessage.Deliver(delivery, Instant.EPOCH))),
        read);
  }

  @Test
  void a_delivery_counts_to_its_endpoint_or_to_its_organisation_and_host() {
    String url = url();
    SqsWebhookQueue queue = new SqsWebhookQueue(sqs, url, null);
    EndpointId endpoint = EndpointId.of(ID);
    Delivery registered = delivery(OrgId.of(ID), endpoint, "https://example.com/a");
    Delivery own = delivery(OrgId.of(ID), null, "https://example.com/a");
    Delivery sameHost = delivery(OrgId.of(ID), null, "https://example.com/b?c=d");
    Delivery otherHost = delivery(OrgId.of(ID), null, "https://example.org/a");
    Delivery otherOwner = delivery(OrgId.of(UUID.randomUUID()), null, "https://example.com/a");
    assertEquals(endpoint.value(), group(url, queue, registered));
    String group = group(url, queue, own);
    assertEquals(group, group(url, queue, sameHost));
    assertEquals(
        3,
        Set.of(group, group(url, queue, otherHost), group(url, queue, otherOwner)).size(),
        "neither host nor organisation is shared");
  }

  /** As the queue has it. */
  private String group(String url, SqsWebhookQueue queue, Delivery delivery) {
    queue.sendDelivery(delivery.id(), delivery.group(), Duration.ZERO, Instant.EPOCH);
    List<Message> messages =
        receiver
            .receiveMessage(request ->
                request
                    .queueUrl(url)
                    .waitTimeSeconds(20)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages();
    assertEquals(1, messages.size());
    Message message = messages.getFirst();
    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    return message
        .attributes()
        .getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, "no group");
  }

  private static Delivery delivery(OrgId owner, @Nullable EndpointId endpoint, String url) {
    WebhookEvent event =
        new WebhookEvent(
            EventId.of(UUID.randomUUID()),
            EventType.COMPLETED,
            owner,
            ExecutionId.of(ID),
            null,
            Instant.EPOCH,
            "{}");
    Delivery.Round round = new Delivery.Round(0, true, Instant.EPOCH.plusSeconds(60));
    return Delivery.of(event, endpoint, url, round, Instant.EPOCH);
  }

  @Test
  void work_of_sending_again_arrives_whole_and_what_nobody_can_read_among_the_dead() {
    String url = url();
    SqsWebhookQueue queue = new SqsWebhookQueue(sqs, url, url + "-dead");
    var work =
        new Reopening(
            OrgId.of(ID),
            EndpointId.of(ID),
            Delivery.State.FAILED,
            Instant.EPOCH,
            Instant.EPOCH.plusMillis(1),
            "position");
    queue.sendReopening(work);
    queue.sendReopening(work.from("next"));
    Set<Optional<WebhookMessage>> read = new HashSet<>();
    receive(url, 2).forEach(body -> read.add(WebhookMessage.parse(body)));
    assertEquals(
        Set.of(
            Optional.of(new WebhookMessage.Reopen(work)),
            Optional.of(new WebhookMessage.Reopen(work.from("next")))),
        read);
    queue.bury("not json");
    assertEquals(List.of("not json"), receive(url + "-dead", 1));
    assertThrows(IllegalStateException.class, () -> new SqsWebhookQueue(sqs, url, null).bury("x"));
  }

  @Test
  void a_delay_out_of_range_is_refused() {
    SqsWebhookQueue queue = new SqsWebhookQueue(sqs, "unused", null);
    for (Duration delay : List.of(Duration.ofMillis(-1), Duration.ofMillis(900_001))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> queue.sendDelivery(DeliveryId.of(ID), "wh_1", delay, Instant.EPOCH),
          delay.toString());
    }
  }

  @Test
  void a_queue_that_does_not_answer_is_unavailable() {
    SqsPollQueue queue = new SqsPollQueue(sqs, url() + "-missing");
    assertThrows(
        StoreUnavailableException.class,
        () -> queue.remind(new PollTicket(ExecutionId.of(ID), 1, 0), Duration.ZERO));
  }

  private String url() {
    var urls = new QueueBootstrap(sqs).create(List.of(Queues.POLLS), prefix);
    return Optional.ofNullable(urls.get(Queues.POLLS)).orElseThrow();
  }

  private List<String> receive(String url, int count) {
    List<String> bodies = new ArrayList<>();
    while (bodies.size() < count) {
      List<Message> messages =
          receiver
              .receiveMessage(
                  request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(20))
              .messages();
      assertTrue(!messages.isEmpty(), "nothing arrived within 20 s");
      messages.forEach(message -> bodies.add(message.body()));
    }
    return bodies;
  }

  private static AwsClients clients() {
    EmbeddedAws aws = SharedEmbeddedAws.get(EmbeddedService.SQS);
    return new AwsClients(
        "us-east-1",
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(aws.accessKey(), aws.secretKey())),
        new AwsClients.Endpoints(null, aws.sqs(), null, null));
  }
}
