package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.PublishEvent;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deliveries that their receiver asks for, over HTTP. */
class PulledDeliveryTest {
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
  void what_waits_to_be_pulled_comes_oldest_first_and_at_once() {
    String endpoint = endpoint(PULL);
    String earlier = event();
    api.time.advance(Duration.ofSeconds(1));
    String later = event();
    api.pause.forget();
    Answer found = pull(endpoint, "25").expect(200);
    assertEquals(
        List.of(earlier, later),
        found.data().stream().map(one -> one.string("execution_id").orElseThrow()).toList());
    assertEquals(List.of(), api.pause.pauses());
    assertTrue(api.platform.webhooks().takeDeliveries().isEmpty(), "nobody sends them");
  }

  @Test
  void a_pull_waits_until_something_comes_or_the_time_is_over() {
    String endpoint = endpoint(PULL);
    api.pause.forget();
    assertEquals(List.of(), pull(endpoint, "2").expect(200).data());
    Duration waited = api.pause.pauses().stream().reduce(Duration.ZERO, Duration::plus);
    assertEquals(Duration.ofSeconds(2), waited);
    api.pause.meanwhile(() -> {
      api.pause.forget();
      event();
    });
    assertEquals(1, pull(endpoint, "25").expect(200).data().size());
    assertEquals(List.of(), pull(api.tenant(), endpoint, "1").expect(200).data());
  }

  @Test
  void a_pulled_delivery_is_over_as_its_receiver_says_and_open_again_after_a_resend() {
    String endpoint = endpoint(PULL);
    event();
    String id = only(endpoint).string("id").orElseThrow();
    String attempts = PATH + "/" + id + "/attempts";
    Answer refused = tenant.post(attempts, "{\"status_code\":503,\"latency_ms\":7}").expect(201);
    assertEquals("FAILED", refused.string("status"));
    tenant.post(attempts, "{\"status_code\":200}").expectError(409, "CONFLICT");

    tenant.post(PATH + "/" + id + "/resend", "").expect(202);
    assertEquals(1, pull(endpoint, "1").data().size());
    Answer unreachable = tenant.post(attempts, "{\"error\":\"connect\"}").expect(201);
    assertEquals("FAILED", unreachable.string("status"));
    tenant.post(PATH + "/" + id + "/resend", "").expect(202);
    assertEquals(
        "DELIVERED",
        tenant
            .post(attempts, "{\"status_code\":200,\"latency_ms\":12}")
            .expect(201)
            .string("status"));

    JsonObject shown = tenant.get(PATH + "/" + id).json();
    assertEquals(
        List.of("http_503", "connect", ""),
        shown.array("attempts").orElseThrow().items().stream()
            .map(item -> ((JsonObject) item).string("error_class").orElse(""))
            .toList());
    Answer after = tenant.get(ENDPOINTS + "/" + endpoint);
    assertEquals("2026-11-20T12:00:00Z", after.string("last_success"));
    assertEquals("ACTIVE", after.string("status"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | status_code REQUIRED",
        "{\"status_code\":200,\"error\":\"connect\"} | status_code REQUIRED",
        "{\"status_code\":99} | status_code RANGE",
        "{\"status_code\":\"200\"} | status_code TYPE",
        "{\"error\":\"http\"} | error ENUM",
        "{\"status_code\":200,\"latency_ms\":-1} | latency_ms RANGE",
        "{\"status_code\":200,\"body\":\"x\"} | body UNKNOWN_FIELD",
      })
  void a_wrong_report_is_400(String body, String detail) {
    String endpoint = endpoint(PULL);
    event();
    String id = only(endpoint).string("id").orElseThrow();
    Answer answer =
        tenant.post(PATH + "/" + id + "/attempts", body).expectError(400, "INPUT_VALIDATION_ERROR");
    assertEquals(detail, answer.detail());
  }

  @Test
  void nobody_reports_on_a_delivery_that_is_sent() {
    String endpoint = endpoint(PUSH);
    event();
    String id = only(endpoint).string("id").orElseThrow();
    tenant
        .post(PATH + "/" + id + "/attempts", "{\"status_code\":200}")
        .expectError(409, "CONFLICT");
  }

  private String endpoint(String body) {
    return tenant.post(ENDPOINTS, body).expect(201).string("id");
  }

  /** The execution of a new event that was fanned out. */
  private String event() {
    String execution = tenant.submit("key-" + submitted++);
    api.start(execution);
    api.context
        .getBean(PublishEvent.class)
        .publish(new Outbox.Entry(new ExecutionId(execution), Slot.STARTED));
    return execution;
  }

  private JsonObject only(String endpoint) {
    List<JsonObject> found =
        api.get(PATH).key(tenant.full()).query("endpoint_id", endpoint).send().expect(200).data();
    assertEquals(1, found.size());
    return found.getFirst();
  }

  private Answer pull(String endpoint, String wait) {
    return pull(tenant, endpoint, wait);
  }

  private Answer pull(Tenant asking, String endpoint, String wait) {
    return api.get(PATH)
        .key(asking.full())
        .query("endpoint_id", endpoint)
        .query("status", "SCHEDULED")
        .query("wait", wait)
        .send();
  }
}
