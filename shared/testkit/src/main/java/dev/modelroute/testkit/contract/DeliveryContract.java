package dev.modelroute.testkit.contract;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryAttempt;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries to test a {@link DeliveryStore} with. */
public abstract class DeliveryContract {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration LIFE = Duration.ofHours(24);
  static final Duration LEASE = Duration.ofSeconds(90);

  final OrgId organization = OrgId.of(UUID.randomUUID());
  final EndpointId endpoint = EndpointId.of(UUID.randomUUID());

  /** The store under test; it may hold other organisations' rows. */
  protected abstract DeliveryStore deliveries();

  /** Other tests of a shared store leave rows that are overdue as well. */
  List<DeliveryId> overdue(Instant before) {
    return deliveries().overdue(before, 1_000).stream()
        .filter(delivery -> delivery.organization().equals(organization))
        .map(Delivery::id)
        .toList();
  }

  Delivery stored(int second, @Nullable EndpointId to) {
    EventId event = EventId.of(UUID.randomUUID());
    var entry = new Outbox.Entry(ExecutionId.of(UUID.randomUUID()), WebhookEvent.Slot.FINAL);
    return deliveries()
        .createIfAbsent(
            new Delivery(
                Delivery.idOf(event, to),
                event,
                EventType.COMPLETED,
                organization,
                entry,
                to,
                "https://example.com/hook",
                Delivery.State.SCHEDULED,
                0,
                new Delivery.Round(0, true, NOON.plus(LIFE)),
                NOON.plusSeconds(second),
                NOON.plusSeconds(second),
                null));
  }

  static DeliveryAttempt attempt(Delivery delivery, int number, @Nullable FailureClass failure) {
    Integer status = failure == FailureClass.TIMEOUT ? null : 200;
    return new DeliveryAttempt(delivery.id(), number, NOON, Duration.ofMillis(12), status, failure);
  }
}
