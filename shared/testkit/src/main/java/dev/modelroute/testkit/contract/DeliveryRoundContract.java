package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryAttempt;
import dev.modelroute.core.webhook.DeliveryFilter;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} keeps to when deliveries wait, or are sent again. */
public abstract class DeliveryRoundContract extends DeliveryContract {
  @Test
  void a_deferred_delivery_keeps_its_attempts_and_nobody_defers_what_another_holds() {
    Delivery delivery = stored(0, endpoint);
    Delivery held = stored(0, endpoint);
    deliveries().claim(held.id(), 0, NOON, NOON.plus(LEASE));
    assertFalse(deliveries().defer(held.deferred(NOON.plusSeconds(60)), NOON));
    assertFalse(deliveries().claim(held.id(), 0, NOON, NOON.plus(LEASE)), "still held");
    deliveries().close(held.closed(Delivery.State.FAILED, NOON));

    Delivery deferred = delivery.deferred(NOON.plusSeconds(60));
    assertTrue(deliveries().defer(deferred, NOON));
    assertEquals(Optional.of(deferred), deliveries().find(delivery.id()));
    assertEquals(List.of(), overdue(NOON.plusSeconds(59)));
    assertEquals(List.of(delivery.id()), overdue(NOON.plusSeconds(60)));
    assertTrue(deliveries().claim(delivery.id(), 0, NOON, NOON.plus(LEASE)));
    Delivery next = delivery.attempted(Delivery.State.SCHEDULED, NOON.plusSeconds(90), null);
    deliveries().record(attempt(delivery, 1, FailureClass.HTTP), next);
    assertFalse(deliveries().defer(deferred, NOON), "an attempt was made since");
    deliveries().close(next.closed(Delivery.State.FAILED, NOON));
    assertFalse(deliveries().defer(next.deferred(NOON), NOON), "it is over");
  }

  @Test
  void what_is_over_is_reopened_once_into_a_new_round() {
    Delivery delivery = stored(0, endpoint);
    Delivery failed = delivery.attempted(Delivery.State.FAILED, NOON, NOON.plusSeconds(1));
    deliveries().record(attempt(delivery, 1, FailureClass.HTTP), failed);
    var round = new Delivery.Round(1, false, NOON.plusSeconds(500));
    Delivery again = failed.reopened(round, NOON.plusSeconds(100));
    assertFalse(deliveries().reopen(again, Delivery.State.PARKED), "it is not parked");
    assertTrue(deliveries().reopen(again, Delivery.State.FAILED));
    assertFalse(deliveries().reopen(again, Delivery.State.FAILED), "it is open");
    assertEquals(Optional.of(again), deliveries().find(delivery.id()));
    assertEquals(List.of(delivery.id()), overdue(NOON.plusSeconds(100)));
    assertTrue(deliveries().claim(delivery.id(), 1, NOON, NOON.plus(LEASE)));
    Delivery done = again.attempted(Delivery.State.DELIVERED, NOON, NOON.plusSeconds(101));
    assertTrue(deliveries().record(attempt(delivery, 2, null), done));
    assertEquals(List.of(1, 2), numbers(delivery));
  }

  @Test
  void a_reopening_that_saw_fewer_attempts_loses() {
    Delivery delivery = stored(0, endpoint);
    Delivery failed = delivery.attempted(Delivery.State.FAILED, NOON, NOON.plusSeconds(1));
    deliveries().record(attempt(delivery, 1, FailureClass.HTTP), failed);
    assertFalse(
        deliveries().reopen(delivery.reopened(delivery.round(), NOON), Delivery.State.FAILED));
  }

  @Test
  void what_waits_for_an_endpoint_comes_oldest_first() {
    Delivery second = stored(2, endpoint);
    Delivery first = stored(1, endpoint);
    Delivery over = stored(0, endpoint);
    Delivery third = stored(3, endpoint);
    stored(4, EndpointId.of(UUID.randomUUID()));
    stored(5, null);
    deliveries().close(over.closed(Delivery.State.FAILED, NOON));
    assertEquals(List.of(first, second, third), deliveries().waiting(endpoint, 10));
    assertEquals(List.of(first, second), deliveries().waiting(endpoint, 2));
    assertEquals(List.of(), deliveries().waiting(EndpointId.of(UUID.randomUUID()), 10));
  }

  @Test
  void a_delivery_to_be_pulled_has_no_address() {
    EventId event = EventId.of(UUID.randomUUID());
    Delivery pulled =
        new Delivery(
            Delivery.idOf(event, endpoint),
            event,
            EventType.STARTED,
            organization,
            new Outbox.Entry(ExecutionId.of(UUID.randomUUID()), WebhookEvent.Slot.STARTED),
            endpoint,
            null,
            Delivery.State.SCHEDULED,
            0,
            new Delivery.Round(0, true, NOON.plus(LIFE)),
            NOON,
            NOON.plus(LIFE),
            null);
    deliveries().createIfAbsent(pulled);
    assertEquals(Optional.of(pulled), deliveries().find(pulled.id()));
    assertEquals(List.of(pulled), deliveries().waiting(endpoint, 1));
  }

  @Test
  void pages_of_one_endpoint_meet_without_gap_whatever_the_states() {
    var wanted = new ArrayList<DeliveryId>();
    var ends = List.of(Delivery.State.FAILED, Delivery.State.PARKED, Delivery.State.DELIVERED);
    for (int i = 0; i < 11; i++) {
      Delivery delivery = stored(i, endpoint);
      stored(i, null);
      wanted.addFirst(delivery.id());
      if (i % 4 < 3) {
        deliveries().close(delivery.closed(ends.get(i % 4), NOON));
      }
    }
    var listed = new ArrayList<DeliveryId>();
    @Nullable String position = null;
    do {
      Page<Delivery> page =
          deliveries()
              .list(
                  organization,
                  new DeliveryFilter(endpoint, null, null),
                  new PageRequest(3, position));
      page.items().forEach(delivery -> listed.add(delivery.id()));
      position = page.next();
    } while (position != null && listed.size() < 100);
    assertEquals(wanted, listed);
    assertEquals(
        List.of(),
        deliveries()
            .list(
                OrgId.of(UUID.randomUUID()),
                new DeliveryFilter(endpoint, null, null),
                PageRequest.first(5))
            .items());
  }

  private List<Integer> numbers(Delivery delivery) {
    return deliveries().attempts(delivery.id()).stream().map(DeliveryAttempt::number).toList();
  }
}
