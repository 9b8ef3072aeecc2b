package dev.modelroute.proof;

import dev.modelroute.core.upkeep.ResendDeliveries;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.PublishEvent;
import dev.modelroute.core.webhook.Receiver;
import dev.modelroute.core.webhook.RetrySchedule;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.WebhookPorts;
import dev.modelroute.core.webhook.WebhookQueue;
import dev.modelroute.core.webhook.WebhookSecret;
import dev.modelroute.core.webhook.WebhookSender;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.memory.MemoryWebhookQueue.QueuedDelivery;
import dev.modelroute.testkit.metric.MemoryMetrics;
import dev.modelroute.testkit.webhook.MemoryWebhookStore;
import dev.modelroute.testkit.webhook.ScriptedSender;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One endpoint, and the consumer of the webhook queue. Deliveries are twins on every ground. */
final class Receivers {
  private static final int ENOUGH = 1000;

  private final PlatformOnTwins platform;
  private final MemoryWebhookStore store = new MemoryWebhookStore();
  private final ScriptedSender sender = new ScriptedSender();
  private final PublishEvent publish;
  private final DeliverWebhook deliver;
  private final ResendDeliveries resend;
  private int published;
  private int delivered;

  Receivers(PlatformOnTwins platform) {
    this.platform = platform;
    CrashPoints points = platform.points();
    Outbox outbox =
        platform.ground().countsStores()
            ? points.wrap(Outbox.class, platform.stores().outbox())
            : platform.stores().outbox();
    EndpointStore endpoints = points.wrap(EndpointStore.class, store);
    DeliveryStore deliveries = points.wrap(DeliveryStore.class, store);
    WebhookQueue queue = points.wrap(WebhookQueue.class, platform.rows().webhooks());
    WebhookPorts ports =
        new WebhookPorts(outbox, endpoints, deliveries, queue, new MemoryMetrics());
    publish = new PublishEvent(ports, RetrySchedule.STANDARD, platform.time());
    deliver =
        new DeliverWebhook(
            ports,
            points.wrap(WebhookSender.class, sender),
            DeliverySettings.STANDARD,
            platform.time(),
            new Random(7));
    resend = new ResendDeliveries(deliveries, queue, platform.time());
  }

  /** Registers an endpoint; the first POST of all is answered by 500. */
  void open() {
    sender.answers(new WebhookSender.Outcome.Refused(FailureClass.HTTP, 500, null));
    store.create(
        new Endpoint(
            EndpointId.of(platform.ids().next()),
            platform.caller().organization(),
            new Receiver.Push(
                "https://endpoint.example/hook",
                Map.of(),
                SigningSecrets.of(WebhookSecret.generate(new Random(9)))),
            Set.of(EventType.COMPLETED),
            "",
            Endpoint.Health.NEW,
            platform.time().instant(),
            0));
  }

  /** Works off all messages, each when it is due. */
  void work() {
    List<Outbox.Entry> events = platform.rows().webhooks().events();
    while (published < events.size()) {
      publish.publish(events.get(published));
      published++;
    }
    while (delivered < platform.rows().webhooks().deliveries().size()) {
      QueuedDelivery message = platform.rows().webhooks().deliveries().get(delivered);
      if (message.notBefore().isAfter(platform.time().instant())) {
        platform.time().set(message.notBefore());
      }
      deliver.deliver(message.delivery(), message.notBefore());
      delivered++;
    }
  }

  void resend() {
    resend.resend(ENOUGH);
  }

  /** One body per event and receiver; attempts are numbered without gaps, at most six. */
  void check() {
    Map<String, String> bodies = new HashMap<>();
    for (ScriptedSender.Sent sent : sender.sent()) {
      String name = sent.headers().get("webhook-id") + " " + sent.url();
      String before = bodies.putIfAbsent(name, sent.body());
      if (before != null && !before.equals(sent.body())) {
        throw new AssertionError("two bodies of " + name);
      }
    }
    for (QueuedDelivery message : platform.rows().webhooks().deliveries()) {
      checkAttempts(message.delivery());
    }
  }

  private void checkAttempts(DeliveryId id) {
    int number = 0;
    for (var attempt : store.attempts(id)) {
      number++;
      if (attempt.number() != number || number > 6) {
        throw new AssertionError("attempt " + attempt + " stands at " + number);
      }
    }
  }

  /**
   * @throws AssertionError when a delivery is not over
   */
  void checkDelivered(Story story) {
    if (story == Story.DELIVER && delivered == 0) {
      throw new AssertionError("nothing was delivered");
    }
    for (QueuedDelivery message : platform.rows().webhooks().deliveries()) {
      Delivery row = store.find(message.delivery()).orElseThrow();
      if (row.state() != Delivery.State.DELIVERED) {
        throw new AssertionError(row.id() + " is " + row.state());
      }
    }
  }
}
