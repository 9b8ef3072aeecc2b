package dev.modelroute.testkit.webhook;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryFilter;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.DeliverySettings;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.PublishEvent;
import dev.modelroute.core.webhook.Receiver;
import dev.modelroute.core.webhook.ReopenDeliveries;
import dev.modelroute.core.webhook.Reopening;
import dev.modelroute.core.webhook.RetrySchedule;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.SwitchOff;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookMessage;
import dev.modelroute.core.webhook.WebhookPorts;
import dev.modelroute.core.webhook.WebhookSecret;
import dev.modelroute.core.webhook.WebhookSender;
import dev.modelroute.testkit.memory.MemoryAuditLog;
import dev.modelroute.testkit.metric.MemoryMetrics;
import dev.modelroute.testkit.time.SettableTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks on twins: one organisation, time by hand, a sender by script. */
final class WebhookStage {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** The one secret of every endpoint here. */
  static final WebhookSecret SECRET = WebhookSecret.generate(new Random(9));

  final SettableTime time = new SettableTime(NOON);
  final MemoryAuditLog audit = new MemoryAuditLog();
  final MemoryMetrics metrics = new MemoryMetrics();
  final MemoryWebhookStore store = new MemoryWebhookStore(audit);
  final ShelvedEvents outbox = new ShelvedEvents();
  final TimedWebhookQueue queue = new TimedWebhookQueue(time);
  final ScriptedSender sender = new ScriptedSender();
  final OrgId organization = OrgId.of(UUID.randomUUID());
  final WebhookPorts ports = new WebhookPorts(outbox, store, store, queue, metrics);
  final PublishEvent publish = new PublishEvent(ports, RetrySchedule.STANDARD, time);
  final DeliverWebhook deliver =
      new DeliverWebhook(ports, sender, DeliverySettings.STANDARD, time, new Random(5));
  final ReopenDeliveries reopen = new ReopenDeliveries(ports, RetrySchedule.STANDARD, time);

  Endpoint endpoint(EventType... events) {
    var endpoint =
        new Endpoint(
            EndpointId.of(UUID.randomUUID()),
            organization,
            new Receiver.Push(
                "https://example.com/hook",
                Map.of("X-Team", "blue", "X-Signature", "forged", "Host", "evil"),
                SigningSecrets.of(SECRET)),
            Set.of(events),
            "",
            Endpoint.Health.NEW,
            time.instant(),
            0);
    store.create(endpoint);
    return endpoint;
  }

  Endpoint pulling() {
    var endpoint =
        new Endpoint(
            EndpointId.of(UUID.randomUUID()),
            organization,
            new Receiver.Pull(),
            Set.of(),
            "",
            Endpoint.Health.NEW,
            time.instant(),
            0);
    store.create(endpoint);
    return endpoint;
  }

  /** As a 410 would. */
  void switchOff(Endpoint endpoint) {
    store.switchOff(
        new SwitchOff(
            organization,
            endpoint.id(),
            Endpoint.Status.DISABLED_GONE,
            DeliveryId.of(UUID.randomUUID()),
            time.instant()));
  }

  Endpoint now(Endpoint endpoint) {
    return store.find(organization, endpoint.id()).orElseThrow();
  }

  Outbox.Entry event(EventType type, @Nullable String url) {
    ExecutionId execution = ExecutionId.of(UUID.randomUUID());
    return outbox.put(
        new WebhookEvent(
            EventId.of(UUID.randomUUID()),
            type,
            organization,
            execution,
            url,
            time.instant(),
            "{\"text\":\"\uD83D\uDE00\"}"));
  }

  /** One event, fanned out to one receiver. */
  DeliveryId delivery(@Nullable String url) {
    return ((PublishEvent.Published.FannedOut) publish.publish(event(EventType.COMPLETED, url)))
        .deliveries()
        .getFirst();
  }

  List<Delivery> deliveries() {
    return store.list(organization, DeliveryFilter.ANY, PageRequest.first(100)).items();
  }

  Delivery row(DeliveryId id) {
    return store.find(id).orElseThrow();
  }

  /** Waits for the next delivery's message and handles it, and whatever comes before it. */
  DeliverWebhook.Result step() {
    while (true) {
      TimedWebhookQueue.Queued next = queue.take().orElseThrow();
      if (next.visibleAt().isAfter(time.instant())) {
        time.set(next.visibleAt());
      }
      switch (next.message()) {
        case WebhookMessage.Deliver(DeliveryId id, Instant notBefore) -> {
          return deliver.deliver(id, notBefore);
        }
        case WebhookMessage.Reopen(Reopening work) -> reopen.reopen(work);
        case WebhookMessage.Publish(Outbox.Entry entry) -> publish.publish(entry);
      }
    }
  }

  /** Handles messages until none waits; the last result. */
  DeliverWebhook.Result drain() {
    DeliverWebhook.Result last = step();
    while (!queue.waiting().isEmpty()) {
      last = step();
    }
    return last;
  }

  /** Lets the next attempts be answered by 500. */
  void failures(int count) {
    for (int i = 0; i < count; i++) {
      sender.answers(refused(500));
    }
  }

  static WebhookSender.Outcome refused(int status) {
    return new WebhookSender.Outcome.Refused(FailureClass.HTTP, status, null);
  }

  List<ScriptedSender.Sent> sent() {
    return sender.sent();
  }
}
