package dev.modelroute.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.AddressPolicy;
import dev.modelroute.core.webhook.Cidr;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryFilter;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.PublishEvent;
import dev.modelroute.core.webhook.Receiver;
import dev.modelroute.core.webhook.ReopenDeliveries;
import dev.modelroute.core.webhook.RetrySchedule;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookMessage;
import dev.modelroute.core.webhook.WebhookPorts;
import dev.modelroute.core.webhook.WebhookSecret;
import dev.modelroute.core.webhook.WebhookSender;
import dev.modelroute.outbound.GuardedHttpClient;
import dev.modelroute.outbound.HttpWebhookSender;
import dev.modelroute.outbound.NameResolver;
import dev.modelroute.testkit.metric.MemoryMetrics;
import dev.modelroute.testkit.time.SettableTime;
import dev.modelroute.testkit.webhook.Behaviour;
import dev.modelroute.testkit.webhook.MemoryWebhookStore;
import dev.modelroute.testkit.webhook.ScriptedReceiver;
import dev.modelroute.testkit.webhook.ShelvedEvents;
import dev.modelroute.testkit.webhook.TimedWebhookQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** WT10: a poison message, a fault of ours in a batch; and what a batch keeps to. */
class WebhookBatchTest {
  private static final AddressPolicy LOOPBACK =
      new AddressPolicy(true, Set.of(), List.of(Cidr.of("127.0.0.0/8")));

  private final SettableTime time = new SettableTime();
  private final MemoryWebhookStore store = new MemoryWebhookStore();
  private final ShelvedEvents events = new ShelvedEvents();
  private final TimedWebhookQueue queue = new TimedWebhookQueue(time);
  private final ScriptedReceiver receiver = ScriptedReceiver.start();
  private final GuardedHttpClient http =
      new GuardedHttpClient(LOOPBACK, NameResolver.SYSTEM, defaultTls());
  private final OrgId organization = OrgId.of(UUID.randomUUID());
  private final List<QueueMessage> dead = Collections.synchronizedList(new ArrayList<>());
  private final List<DeliveryId> off = Collections.synchronizedList(new ArrayList<>());
  private final List<RuntimeException> faults = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    http.close();
    receiver.close();
  }

  @Test
  void an_event_reaches_its_receiver_signed() {
    WebhookBatch batch = batch(new HttpWebhookSender(http));
    assertEquals(List.of(), batch.handle(List.of(message("a", published(receiver.url("own"))))));
    assertEquals(List.of(), batch.handle(waiting()));

    ScriptedReceiver.Received got = receiver.received().getFirst();
    WebhookSecret secret =
        store.defaultSecrets(organization, WebhookSecret.generate(new Random(3))).current();
    assertEquals("{\"a\":1}", got.body());
    assertEquals(
        Digests.hmacSha256(
            secret.value().getBytes(StandardCharsets.UTF_8),
            (got.headers().get("x-signature-timestamp") + "." + got.body())
                .getBytes(StandardCharsets.UTF_8)),
        got.headers().get("x-signature"));
    assertEquals(Delivery.State.DELIVERED, onlyDelivery().state());
  }

  @Test
  void a_refused_delivery_is_no_failed_message_and_one_hanging_receiver_holds_up_no_other() {
    receiver.answering(Behaviour.silence(), Behaviour.status(500), Behaviour.status(200));
    WebhookBatch batch = batch(new HttpWebhookSender(http));
    for (int i = 0; i < 5; i++) {
      batch.handle(List.of(message("e" + i, published(receiver.url("own")))));
    }
    long start = System.nanoTime();
    assertEquals(List.of(), batch.handle(waiting()));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(Duration.ofMillis(1_500)) < 0, took.toString());
    assertEquals(5, receiver.received().size());
    assertEquals(2, queue.waiting().size(), "two are scheduled again");
  }

  @Test
  void only_our_own_fault_gives_a_message_back() {
    WebhookSender broken =
        (url, headers, body, deadline) -> {
          if (url.endsWith("/fault")) {
            throw new StoreUnavailableException("no answer", null);
          }
          return new WebhookSender.Outcome.Taken(200);
        };
    WebhookBatch batch = batch(broken);
    batch.handle(List.of(message("e1", published("http://127.0.0.1/fine"))));
    batch.handle(List.of(message("e2", published("http://127.0.0.1/fault"))));
    var messages = new ArrayList<>(waiting());
    messages.add(message("poison", "not json"));
    messages.add(message("stranger", "{\"kind\":\"other\"}"));
    var gone = new Outbox.Entry(ExecutionId.of(UUID.randomUUID()), WebhookEvent.Slot.FINAL);
    messages.add(message("unknown", new WebhookMessage.Publish(gone).toText()));
    assertEquals(List.of("m1"), batch.handle(messages));
    assertEquals(
        Set.of("poison", "stranger"),
        Set.copyOf(dead.stream().map(QueueMessage::messageId).toList()));
    assertEquals(1, faults.size());
  }

  @Test
  void the_operator_is_told_of_an_endpoint_that_is_switched_off() {
    receiver.answering(Behaviour.status(410));
    store.create(
        new Endpoint(
            EndpointId.of(UUID.randomUUID()),
            organization,
            new Receiver.Push(
                receiver.url("gone"),
                Map.of(),
                SigningSecrets.of(WebhookSecret.generate(new Random(4)))),
            Set.of(),
            "",
            Endpoint.Health.NEW,
            time.instant(),
            0));
    WebhookBatch batch = batch(new HttpWebhookSender(http));
    batch.handle(List.of(message("e", published(receiver.url("own")))));
    assertEquals(List.of(), batch.handle(waiting()));
    assertEquals(2, receiver.received().size());
    assertEquals(1, off.size());
  }

  @Test
  void an_inner_address_of_a_request_is_never_called() {
    try (var guarded =
        new GuardedHttpClient(AddressPolicy.STANDARD, NameResolver.SYSTEM, defaultTls())) {
      WebhookBatch batch = batch(new HttpWebhookSender(guarded));
      batch.handle(List.of(message("e", published("https://127.0.0.1:" + receiver.port() + "/"))));
      assertEquals(List.of(), batch.handle(waiting()));
    }
    assertEquals(0, receiver.connections());
    assertEquals("blocked_address", store.attempts(onlyDelivery().id()).getFirst().errorClass());
  }

  private WebhookBatch batch(WebhookSender sender) {
    var settings =
        new DeliverySettings(RetrySchedule.STANDARD, Duration.ofSeconds(1), Duration.ofSeconds(90));
    var ports = new WebhookPorts(events, store, store, queue, new MemoryMetrics());
    var verbs =
        new WebhookBatch.Verbs(
            new PublishEvent(ports, settings.schedule(), time),
            new DeliverWebhook(ports, sender, settings, time, new Random(5)),
            new ReopenDeliveries(ports, settings.schedule(), time));
    return new WebhookBatch(verbs, dead::add, new KeptLog(faults, off));
  }

  private String published(String url) {
    Outbox.Entry entry =
        events.put(
            new WebhookEvent(
                EventId.of(UUID.randomUUID()),
                EventType.COMPLETED,
                organization,
                ExecutionId.of(UUID.randomUUID()),
                url,
                time.instant(),
                "{\"a\":1}"));
    return new WebhookMessage.Publish(entry).toText();
  }

  /** Everything in the queue as m0, m1, …. */
  private List<QueueMessage> waiting() {
    var messages = new ArrayList<QueueMessage>();
    while (!queue.waiting().isEmpty()) {
      String text = queue.take().orElseThrow().message().toText();
      messages.add(message("m" + messages.size(), text));
    }
    return messages;
  }

  private Delivery onlyDelivery() {
    return store.list(organization, DeliveryFilter.ANY, PageRequest.first(5)).items().getFirst();
  }

  private static QueueMessage message(String id, String body) {
    return new QueueMessage(id, body);
  }

  private static SSLContext defaultTls() {
    try {
      return SSLContext.getDefault();
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
