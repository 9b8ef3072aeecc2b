package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.audit.AuditEvent;
import dev.modelroute.core.audit.AuditFilter;
import dev.modelroute.core.audit.AuditLog;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointBreaker;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.Receiver;
import dev.modelroute.core.webhook.SwitchOff;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link EndpointStore} keeps to of an endpoint's health. */
public abstract class EndpointHealthContract {
  private static final Instant NOON = SampleEndpoints.NOON;
  private final OrgId organization = OrgId.of(UUID.randomUUID());
  private final SampleEndpoints sample = new SampleEndpoints(organization, new Random(8));

  /** The store under test; it may hold other organisations' rows. */
  protected abstract EndpointStore endpoints();

  /** What that store tells. */
  protected abstract AuditLog audit();

  @Test
  void ten_failed_deliveries_in_a_row_switch_off_once() {
    Endpoint endpoint = sample.endpoint(0);
    endpoints().create(endpoint);
    for (int i = 1; i < Endpoint.MAX_FAILED_DELIVERIES; i++) {
      assertFalse(fail(endpoint.id()), "failure " + i);
    }
    assertTrue(fail(endpoint.id()));
    assertFalse(fail(endpoint.id()));
    Endpoint off = endpoints().find(organization, endpoint.id()).orElseThrow();
    assertEquals(Endpoint.Status.DISABLED_FAILING, off.health().status());
    assertEquals(11, off.health().failureCount());
  }

  @Test
  void a_success_resets_the_count_and_is_remembered() {
    Endpoint endpoint = sample.endpoint(0);
    endpoints().create(endpoint);
    for (int i = 1; i < Endpoint.MAX_FAILED_DELIVERIES; i++) {
      fail(endpoint.id());
    }
    endpoints().noteDelivered(organization, endpoint.id(), NOON.plusSeconds(9));
    assertFalse(fail(endpoint.id()));
    Endpoint alive = endpoints().find(organization, endpoint.id()).orElseThrow();
    assertTrue(alive.isActive());
    assertEquals(1, alive.health().failureCount());
    assertEquals(NOON.plusSeconds(9), alive.health().lastSuccess());
  }

  @Test
  void an_endpoint_is_switched_off_for_the_first_reason_only() {
    Endpoint endpoint = sample.endpoint(0);
    endpoints().create(endpoint);
    assertTrue(
        endpoints()
            .switchOff(
                SampleEndpoints.off(organization, endpoint.id(), Endpoint.Status.DISABLED_GONE)));
    assertFalse(
        endpoints()
            .switchOff(
                SampleEndpoints.off(
                    organization, endpoint.id(), Endpoint.Status.DISABLED_FAILING)));
    assertEquals(
        Endpoint.Status.DISABLED_GONE,
        endpoints().find(organization, endpoint.id()).orElseThrow().health().status());
  }

  @Test
  void switching_on_forgets_failures_and_happens_once() {
    Endpoint endpoint = sample.endpoint(0);
    endpoints().create(endpoint);
    assertFalse(endpoints().switchOn(organization, endpoint.id()), "it is on");
    endpoints().noteDelivered(organization, endpoint.id(), NOON);
    for (int i = 0; i < Endpoint.MAX_FAILED_DELIVERIES; i++) {
      fail(endpoint.id());
    }
    assertFalse(endpoints().switchOn(OrgId.of(UUID.randomUUID()), endpoint.id()));
    assertTrue(endpoints().switchOn(organization, endpoint.id()));
    assertFalse(endpoints().switchOn(organization, endpoint.id()));
    Endpoint.Health health = endpoints().find(organization, endpoint.id()).orElseThrow().health();
    assertEquals(
        new Endpoint.Health(Endpoint.Status.ACTIVE, 0, NOON, EndpointBreaker.CLOSED), health);
    assertFalse(endpoints().switchOn(organization, EndpointId.of(UUID.randomUUID())));
  }

  @Test
  void a_breaker_moves_from_what_was_seen_only_and_a_success_closes_it() {
    Endpoint endpoint = sample.endpoint(0);
    endpoints().create(endpoint);
    EndpointBreaker one = EndpointBreaker.CLOSED.failed(NOON);
    EndpointBreaker two = one.failed(NOON.plusMillis(1));
    var open = new EndpointBreaker(List.of(), NOON.plusSeconds(60));
    assertTrue(move(endpoint, EndpointBreaker.CLOSED, one));
    assertFalse(move(endpoint, EndpointBreaker.CLOSED, one));
    assertTrue(move(endpoint, one, two));
    assertTrue(move(endpoint, two, open));
    assertEquals(open, breaker(endpoint));
    assertFalse(
        endpoints()
            .moveBreaker(OrgId.of(UUID.randomUUID()), endpoint.id(), open, EndpointBreaker.CLOSED));
    endpoints().noteDelivered(organization, endpoint.id(), NOON);
    assertEquals(EndpointBreaker.CLOSED, breaker(endpoint));
  }

  @Test
  void health_of_a_missing_endpoint_makes_none() {
    EndpointId missing = EndpointId.of(UUID.randomUUID());
    endpoints().noteDelivered(organization, missing, NOON);
    assertFalse(fail(missing));
    assertFalse(endpoints().replace(sample.endpoint(0).changed(new Receiver.Pull(), Set.of(), "")));
    assertEquals(Optional.empty(), endpoints().find(organization, missing));
  }

  @Test
  void who_switches_off_tells_the_audit_and_who_does_not_tells_nothing() {
    Endpoint gone = sample.endpoint(0);
    Endpoint failing = sample.endpoint(1);
    endpoints().create(gone);
    endpoints().create(failing);
    SwitchOff first = SampleEndpoints.off(organization, gone.id(), Endpoint.Status.DISABLED_GONE);
    assertTrue(endpoints().switchOff(first));
    assertFalse(
        endpoints().switchOff(SampleEndpoints.off(organization, gone.id(), first.reason())));
    SwitchOff last =
        SampleEndpoints.off(organization, failing.id(), Endpoint.Status.DISABLED_FAILING);
    for (int i = 1; i < Endpoint.MAX_FAILED_DELIVERIES; i++) {
      fail(failing.id());
    }
    assertTrue(endpoints().noteFailed(last));
    fail(failing.id());
    fail(EndpointId.of(UUID.randomUUID()));
    List<AuditEvent> told =
        audit().list(organization, AuditFilter.ALL, PageRequest.first(10)).items();
    assertEquals(Set.of(first.told(), last.told()), Set.copyOf(told));
    assertEquals(2, told.size());
  }

  private boolean fail(EndpointId endpoint) {
    return endpoints()
        .noteFailed(SampleEndpoints.off(organization, endpoint, Endpoint.Status.DISABLED_FAILING));
  }

  private boolean move(Endpoint endpoint, EndpointBreaker seen, EndpointBreaker next) {
    return endpoints().moveBreaker(organization, endpoint.id(), seen, next);
  }

  private EndpointBreaker breaker(Endpoint endpoint) {
    return endpoints().find(organization, endpoint.id()).orElseThrow().health().breaker();
  }
}
