package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryAttempt;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.DeliveryStore;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.PublishEvent;
import dev.modelroute.core.webhook.SwitchOff;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryControllerTest {
  private static final String ENDPOINTS = "/v1/webhooks/endpoints";
  private static final String PATH = "/v1/webhooks/deliveries";
  private static final String PUSH = "{\"url\":\"https://hooks.example.com/in\"}";
  private static final String PULL = "{\"mode\":\"pull\",\"description\":\"my laptop\"}";

  private final ApiProbe api = new ApiProbe();
  private Tenant tenant = new Tenant(api, "", "", "", "");
  private int submitted;

  @BeforeEach
  void createTenant() {
    tenant = api.tenant();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_delivery_shows_its_event_its_exact_body_and_every_attempt() {
    String endpoint = endpoint(PUSH);
    String execution = event(Slot.STARTED);
    JsonObject listed = only(endpoint);
    assertEquals(Optional.of("SCHEDULED"), listed.string("status"));
    assertEquals(Optional.of("execution.started"), listed.string("event_type"));
    assertEquals(Optional.of(execution), listed.string("execution_id"));
    assertEquals(Optional.of("https://hooks.example.com/in"), listed.string("url"));

    String id = listed.string("id").orElseThrow();
    attempt(id, 500);
    attempt(id, 204);
    Answer shown = tenant.get(PATH + "/" + id).expect(200);
    assertEquals("DELIVERED", shown.string("status"));
    JsonObject body = StrictJson.trusted(shown.string("body"));
    assertEquals(Optional.of(shown.string("event_id")), body.string("id"));
    assertEquals(Optional.of(execution), body.string("execution_id"));
    assertEquals(
        "[{\"number\":1,\"time\":\"2026-11-20T12:00:00Z\",\"status\":500,\"ms\":12,"
            + "\"error_class\":\"http_500\"},"
            + "{\"number\":2,\"time\":\"2026-11-20T12:00:00Z\",\"status\":204,\"ms\":12,"
            + "\"error_class\":null}]",
        shown.json().array("attempts").orElse(JsonArray.EMPTY).toText());
  }

  @Test
  void lists_are_newest_first_by_endpoint_execution_and_status_in_pages() {
    String first = endpoint(PUSH);
    String second = endpoint(PULL);
    String earlier = event(Slot.STARTED);
    api.time.advance(Duration.ofSeconds(1));
    String later = event(Slot.STARTED);
    assertEquals(4, tenant.get(PATH).data().size());
    assertEquals(List.of(later, earlier), executions(first));
    assertEquals(List.of(later, earlier), executions(second));
    assertEquals(2, listed("execution_id", earlier).data().size());
    attempt(listed("endpoint_id", first).data().getFirst().string("id").orElseThrow(), 200);
    assertEquals(1, listed("status", "DELIVERED").data().size());
    assertEquals(3, listed("status", "SCHEDULED").data().size());

    Answer page = api.get(PATH).key(tenant.full()).query("limit", "3").send().expect(200);
    Answer rest =
        api.get(PATH)
            .key(tenant.full())
            .query("limit", "3")
            .query("cursor", page.string("next_cursor"))
            .send()
            .expect(200);
    assertEquals(1, rest.data().size());
    assertEquals(Optional.of(false), rest.json().bool("has_more"));
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint_id, wh_1, endpoint_id FORMAT",
    "execution_id, x, execution_id FORMAT",
    "status, scheduled, status ENUM",
    "wait, 26, wait RANGE",
    "wait, 1, wait NOT_ALLOWED",
    "since, 1, since UNKNOWN_FIELD",
  })
  void a_wrong_filter_is_400(String name, String value, String detail) {
    Answer answer = listed(name, value).expectError(400, "INPUT_VALIDATION_ERROR");
    assertEquals(detail, answer.detail());
  }

  @Test
  void a_resend_is_queued_once_and_refused_while_open_or_while_the_endpoint_is_off() {
    String endpoint = endpoint(PUSH);
    event(Slot.STARTED);
    String id = only(endpoint).string("id").orElseThrow();
    String resend = PATH + "/" + id + "/resend";
    tenant.post(resend, "").expectError(409, "CONFLICT");
    attempt(id, 410);
    api.platform.webhooks().takeDeliveries();
    assertEquals("SCHEDULED", tenant.post(resend, "").expect(202).string("status"));
    assertEquals(1, api.platform.webhooks().takeDeliveries().size());
    attempt(id, 410);
    api.context
        .getBean(EndpointStore.class)
        .switchOff(
            new SwitchOff(
                new OrgId(tenant.id()),
                new EndpointId(endpoint),
                Endpoint.Status.DISABLED_GONE,
                DeliveryId.of(UUID.randomUUID()),
                api.time.instant()));
    tenant.post(resend, "").expectError(409, "CONFLICT");
  }

  @Test
  void another_organisations_delivery_looks_missing() {
    String endpoint = endpoint(PULL);
    event(Slot.FINAL);
    String path = PATH + "/" + only(endpoint).string("id").orElseThrow();
    String missing = PATH + "/dlv_" + Digests.uuidOf("missing");
    Tenant other = api.tenant();
    assertEquals(other.get(missing).withoutRequestId(), other.get(path).withoutRequestId());
    for (String action : List.of("/resend", "/attempts")) {
      String body = action.equals("/attempts") ? "{\"status_code\":200}" : "";
      assertEquals(
          other.post(missing + action, body).expect(404).withoutRequestId(),
          other.post(path + action, body).withoutRequestId());
    }
    assertEquals(List.of(), other.get(PATH).data());
    api.get(PATH).key(tenant.execution()).send().expectError(403, "FORBIDDEN");
  }

  private String endpoint(String body) {
    return tenant.post(ENDPOINTS, body).expect(201).string("id");
  }

  /** The execution of a new event that was fanned out. */
  private String event(Slot slot) {
    String execution = tenant.submit("key-" + submitted++);
    api.start(execution);
    if (slot == Slot.FINAL) {
      api.end(execution, new Ending.Cancelled());
    }
    api.context
        .getBean(PublishEvent.class)
        .publish(new Outbox.Entry(new ExecutionId(execution), slot));
    return execution;
  }

  /** An attempt as the consumer would record it; only a 2xx and a 410 end the delivery. */
  private void attempt(String id, int status) {
    DeliveryStore store = api.context.getBean(DeliveryStore.class);
    Delivery delivery = store.find(new DeliveryId(id)).orElseThrow();
    boolean taken = status / 100 == 2;
    Delivery.State next =
        taken
            ? Delivery.State.DELIVERED
            : status == 410 ? Delivery.State.FAILED : Delivery.State.SCHEDULED;
    store.record(
        new DeliveryAttempt(
            delivery.id(),
            delivery.attempts() + 1,
            api.time.instant(),
            Duration.ofMillis(12),
            status,
            taken ? null : FailureClass.HTTP),
        delivery.attempted(
            next,
            delivery.nextAttemptAt(),
            next == Delivery.State.SCHEDULED ? null : api.time.instant()));
  }

  private JsonObject only(String endpoint) {
    List<JsonObject> found = listed("endpoint_id", endpoint).expect(200).data();
    assertEquals(1, found.size());
    return found.getFirst();
  }

  private List<String> executions(String endpoint) {
    return listed("endpoint_id", endpoint).data().stream()
        .map(one -> one.string("execution_id").orElseThrow())
        .toList();
  }

  private Answer listed(String name, String value) {
    return api.get(PATH).key(tenant.full()).query(name, value).send();
  }
}
