package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.Receiver;
import dev.modelroute.core.webhook.SigningSecrets;
import dev.modelroute.core.webhook.WebhookSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link EndpointStore} keeps to. */
public abstract class EndpointStoreContract {
  private static final Instant NOON = SampleEndpoints.NOON;
  private final RandomGenerator random = new Random(7);
  private final OrgId organization = OrgId.of(UUID.randomUUID());
  private final SampleEndpoints sample = new SampleEndpoints(organization, random);

  /** The store under test; it may hold other organisations' rows. */
  protected abstract EndpointStore endpoints();

  @Test
  void a_stored_endpoint_is_found_with_every_field() {
    Endpoint endpoint = sample.endpoint(0);
    assertTrue(endpoints().create(endpoint));
    assertEquals(Optional.of(endpoint), endpoints().find(organization, endpoint.id()));
  }

  @Test
  void rotating_secrets_are_kept_both() {
    Endpoint plain = sample.endpoint(0);
    var secrets =
        new SigningSecrets(sample.secret(), WebhookSecret.generate(random), NOON.plusSeconds(60));
    Endpoint rotating =
        plain.changed(
            new Receiver.Push("https://example.com/hooks/0", Map.of(), secrets), Set.of(), "");
    endpoints().create(rotating);
    assertEquals(Optional.of(rotating), endpoints().find(organization, plain.id()));
  }

  @Test
  void another_organisation_finds_deletes_and_counts_nothing() {
    Endpoint endpoint = sample.endpoint(0);
    endpoints().create(endpoint);
    OrgId other = OrgId.of(UUID.randomUUID());
    assertEquals(Optional.empty(), endpoints().find(other, endpoint.id()));
    assertEquals(List.of(), endpoints().all(other));
    assertFalse(endpoints().delete(other, endpoint.id()));
    assertFalse(
        endpoints()
            .switchOff(SampleEndpoints.off(other, endpoint.id(), Endpoint.Status.DISABLED_GONE)));
    endpoints().noteDelivered(other, endpoint.id(), NOON);
    assertEquals(Optional.of(endpoint), endpoints().find(organization, endpoint.id()));
  }

  @Test
  void a_list_is_newest_first_and_pages_meet_without_gap() {
    var stored = new ArrayList<EndpointId>();
    for (int i = 0; i < 5; i++) {
      Endpoint endpoint = sample.endpoint(i);
      endpoints().create(endpoint);
      stored.addFirst(endpoint.id());
    }
    Page<Endpoint> first = endpoints().list(organization, PageRequest.first(2));
    Page<Endpoint> second = endpoints().list(organization, new PageRequest(2, first.next()));
    Page<Endpoint> third = endpoints().list(organization, new PageRequest(2, second.next()));
    var listed = new ArrayList<EndpointId>();
    List.of(first, second, third)
        .forEach(page -> page.items().forEach(endpoint -> listed.add(endpoint.id())));
    assertEquals(stored, listed);
    assertNull(third.next());
    assertEquals(stored, endpoints().all(organization).stream().map(Endpoint::id).toList());
  }

  @Test
  void there_is_any_while_one_is_there_in_whatever_state() {
    assertFalse(endpoints().any(organization));
    Endpoint endpoint = sample.endpoint(0);
    endpoints().create(endpoint);
    endpoints()
        .switchOff(SampleEndpoints.off(organization, endpoint.id(), Endpoint.Status.DISABLED_GONE));
    assertTrue(endpoints().any(organization));
    assertFalse(endpoints().any(OrgId.of(UUID.randomUUID())));
    endpoints().delete(organization, endpoint.id());
    assertFalse(endpoints().any(organization));
  }

  @Test
  void a_deleted_endpoint_is_gone_and_deleted_once() {
    Endpoint endpoint = sample.endpoint(0);
    endpoints().create(endpoint);
    assertTrue(endpoints().delete(organization, endpoint.id()));
    assertFalse(endpoints().delete(organization, endpoint.id()));
    assertEquals(Optional.empty(), endpoints().find(organization, endpoint.id()));
    assertEquals(List.of(), endpoints().all(organization));
  }

  @Test
  void the_number_of_endpoints_is_capped_and_a_deleted_one_makes_room() {
    Endpoint first = sample.endpoint(0);
    endpoints().create(first);
    for (int i = 1; i < Endpoint.MAX_PER_ORGANIZATION; i++) {
      assertTrue(endpoints().create(sample.endpoint(i)), "number " + (i + 1));
    }
    assertFalse(endpoints().create(sample.endpoint(99)));
    assertEquals(Endpoint.MAX_PER_ORGANIZATION, endpoints().all(organization).size());
    endpoints().delete(organization, first.id());
    assertTrue(endpoints().create(sample.endpoint(100)));
  }

  @Test
  void the_default_secret_is_made_once_however_many_ask() throws Exception {
    List<Callable<SigningSecrets>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      WebhookSecret candidate = WebhookSecret.generate(random);
      calls.add(() -> endpoints().defaultSecrets(organization, candidate));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SigningSecrets stored =
          endpoints().defaultSecrets(organization, WebhookSecret.generate(random));
      for (Future<SigningSecrets> answer : threads.invokeAll(calls)) {
        assertEquals(stored, answer.get());
      }
    }
  }

  @Test
  void an_endpoint_that_pulls_has_no_address_and_no_secret() {
    Endpoint pulls = sample.pulling();
    assertTrue(endpoints().create(pulls));
    assertEquals(Optional.of(pulls), endpoints().find(organization, pulls.id()));
    Endpoint changed = pulls.changed(new Receiver.Pull(), Set.of(EventType.STARTED), "new");
    assertTrue(endpoints().replace(changed));
    assertEquals(Optional.of(changed), endpoints().find(organization, pulls.id()));
  }

  @Test
  void a_change_replaces_everything_but_health_and_loses_to_an_earlier_one() {
    Endpoint endpoint = sample.endpoint(0);
    endpoints().create(endpoint);
    endpoints()
        .noteFailed(
            SampleEndpoints.off(organization, endpoint.id(), Endpoint.Status.DISABLED_FAILING));
    var receiver =
        new Receiver.Push(
            "https://example.com/new", Map.of("X-New", "1"), SigningSecrets.of(sample.secret()));
    Endpoint first = endpoint.changed(receiver, Set.of(EventType.STARTED), "first");
    Endpoint second = endpoint.changed(receiver, Set.of(), "second");
    assertTrue(endpoints().replace(first));
    assertFalse(endpoints().replace(second), "read before the first change");
    Endpoint stored = endpoints().find(organization, endpoint.id()).orElseThrow();
    assertEquals(first.with(stored.health()), stored);
    assertEquals(1, stored.health().failureCount());
    assertTrue(endpoints().replace(stored.changed(receiver, Set.of(), "third")));
  }
}
