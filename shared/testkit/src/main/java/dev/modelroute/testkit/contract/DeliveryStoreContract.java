package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryAttempt;
import dev.modelroute.core.webhook.DeliveryFilter;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.FailureClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link DeliveryStore} keeps to. */
public abstract class DeliveryStoreContract extends DeliveryContract {
  @Test
  void a_stored_delivery_is_found_with_every_field() {
    Delivery registered = stored(0, endpoint);
    Delivery requested = stored(1, null);
    assertEquals(Optional.of(registered), deliveries().find(registered.id()));
    assertEquals(Optional.of(requested), deliveries().find(requested.id()));
  }

  @Test
  void a_second_create_answers_with_the_first() {
    Delivery delivery = stored(0, endpoint);
    Delivery later = delivery.attempted(Delivery.State.SCHEDULED, NOON.plusSeconds(120), null);
    deliveries().record(attempt(delivery, 1, FailureClass.TIMEOUT), later);
    assertEquals(later, deliveries().createIfAbsent(delivery));
    assertEquals(Optional.of(later), deliveries().find(delivery.id()));
  }

  @Test
  void one_of_many_claims_wins_until_the_lease_is_over() throws Exception {
    Delivery delivery = stored(0, endpoint);
    List<Callable<Boolean>> claims =
        Collections.nCopies(8, () -> deliveries().claim(delivery.id(), 0, NOON, NOON.plus(LEASE)));
    int won = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var claim : threads.invokeAll(claims)) {
        won += claim.get() ? 1 : 0;
      }
    }
    assertEquals(1, won);
    Instant end = NOON.plus(LEASE);
    assertFalse(deliveries().claim(delivery.id(), 0, end, end.plus(LEASE)), "at its end");
    Instant after = end.plusMillis(1);
    assertTrue(deliveries().claim(delivery.id(), 0, after, after.plus(LEASE)), "after its end");
  }

  @Test
  void a_claim_for_another_attempt_or_a_missing_delivery_loses() {
    Delivery delivery = stored(0, endpoint);
    assertFalse(deliveries().claim(delivery.id(), 1, NOON, NOON.plus(LEASE)));
    DeliveryId missing = DeliveryId.of(UUID.randomUUID());
    assertFalse(deliveries().claim(missing, 0, NOON, NOON.plus(LEASE)));
    assertEquals(Optional.empty(), deliveries().find(missing));
  }

  @Test
  void an_attempt_is_recorded_once_and_frees_the_delivery() {
    Delivery delivery = stored(0, endpoint);
    deliveries().claim(delivery.id(), 0, NOON, NOON.plus(LEASE));
    Delivery next = delivery.attempted(Delivery.State.SCHEDULED, NOON.plusSeconds(120), null);
    DeliveryAttempt first = attempt(delivery, 1, FailureClass.HTTP);
    assertTrue(deliveries().record(first, next));
    assertFalse(deliveries().record(attempt(delivery, 1, null), next));
    assertEquals(Optional.of(next), deliveries().find(delivery.id()));
    assertEquals(List.of(first), deliveries().attempts(delivery.id()));
    assertTrue(deliveries().claim(delivery.id(), 1, NOON, NOON.plus(LEASE)));
  }

  @Test
  void attempts_are_listed_first_one_first() {
    Delivery delivery = stored(0, endpoint);
    var made = new ArrayList<DeliveryAttempt>();
    for (int number = 1; number <= 11; number++) {
      Delivery next = delivery.attempted(Delivery.State.SCHEDULED, NOON.plusSeconds(number), null);
      made.add(attempt(delivery, number, FailureClass.CONNECT));
      deliveries().record(made.getLast(), next);
      delivery = next;
    }
    assertEquals(made, deliveries().attempts(delivery.id()));
  }

  @Test
  void what_is_over_is_neither_claimed_nor_recorded_nor_closed_again() {
    Delivery delivery = stored(0, endpoint);
    Delivery done = delivery.attempted(Delivery.State.DELIVERED, NOON, NOON.plusSeconds(1));
    deliveries().record(attempt(delivery, 1, null), done);
    assertFalse(deliveries().claim(delivery.id(), 1, NOON, NOON.plus(LEASE)));
    assertFalse(
        deliveries().record(attempt(delivery, 2, null), done.closed(Delivery.State.FAILED, NOON)));
    assertFalse(deliveries().close(done.closed(Delivery.State.PARKED, NOON)));
    assertEquals(Optional.of(done), deliveries().find(delivery.id()));
    assertEquals(List.of(), overdue(NOON.plusSeconds(999)));
  }

  @Test
  void a_closed_delivery_has_its_end_and_no_attempt() {
    Delivery delivery = stored(0, endpoint);
    Delivery parked = delivery.closed(Delivery.State.PARKED, NOON.plusSeconds(3));
    assertTrue(deliveries().close(parked));
    assertEquals(Optional.of(parked), deliveries().find(delivery.id()));
    assertEquals(List.of(), deliveries().attempts(delivery.id()));
  }

  @Test
  void lists_show_one_organisation_newest_first_by_filter() {
    Delivery old = stored(0, endpoint);
    Delivery middle = stored(1, null);
    Delivery young = stored(2, endpoint);
    deliveries().close(middle.closed(Delivery.State.FAILED, NOON));
    assertEquals(List.of(young.id(), middle.id(), old.id()), listed(DeliveryFilter.ANY));
    assertEquals(List.of(young.id(), old.id()), listed(new DeliveryFilter(endpoint, null, null)));
    assertEquals(
        List.of(old.id()), listed(new DeliveryFilter(null, old.source().execution(), null)));
    assertEquals(
        List.of(middle.id()), listed(new DeliveryFilter(null, null, Delivery.State.FAILED)));
    assertEquals(List.of(), listed(new DeliveryFilter(endpoint, null, Delivery.State.FAILED)));
    assertEquals(
        List.of(),
        deliveries()
            .list(OrgId.of(UUID.randomUUID()), DeliveryFilter.ANY, PageRequest.first(5))
            .items());
  }

  @Test
  void pages_of_a_filtered_list_meet_without_gap() {
    var wanted = new ArrayList<DeliveryId>();
    for (int i = 0; i < 9; i++) {
      Delivery delivery = stored(i, i % 2 == 0 ? endpoint : null);
      if (i % 2 == 0) {
        wanted.addFirst(delivery.id());
      }
    }
    var filter = new DeliveryFilter(endpoint, null, null);
    var listed = new ArrayList<DeliveryId>();
    @Nullable String position = null;
    do {
      Page<Delivery> page = deliveries().list(organization, filter, new PageRequest(2, position));
      page.items().forEach(delivery -> listed.add(delivery.id()));
      position = page.next();
    } while (position != null && listed.size() < 100);
    assertEquals(wanted, listed);
    assertNull(position);
  }

  @Test
  void overdue_are_the_scheduled_ones_oldest_first() {
    Delivery late = stored(10, endpoint);
    Delivery later = stored(5, endpoint);
    stored(60, endpoint);
    deliveries().close(stored(1, endpoint).closed(Delivery.State.PARKED, NOON));
    assertEquals(List.of(later.id(), late.id()), overdue(NOON.plusSeconds(10)));
  }

  private List<DeliveryId> listed(DeliveryFilter filter) {
    return deliveries().list(organization, filter, PageRequest.first(20)).items().stream()
        .map(Delivery::id)
        .toList();
  }
}
