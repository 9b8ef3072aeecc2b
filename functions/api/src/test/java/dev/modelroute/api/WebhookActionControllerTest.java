package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.webhook.Delivery;
import dev.modelroute.core.webhook.DeliveryId;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointId;
import dev.modelroute.core.webhook.EndpointStore;
import dev.modelroute.core.webhook.Reopening;
import dev.modelroute.core.webhook.SwitchOff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookActionControllerTest {
  private static final String PATH = "/v1/webhooks/endpoints";
  private static final String MISSING = PATH + "/wh_00000000-0000-7000-8000-00000000ffff";

  private final ApiProbe api = new ApiProbe();
  private Tenant tenant = new Tenant(api, "", "", "", "");
  private String id = "";

  @BeforeEach
  void createEndpoint() {
    tenant = api.tenant();
    id =
        tenant
            .post(PATH, "{\"url\":\"https://hooks.example.com/in\",\"headers\":{\"A\":\"b\"}}")
            .expect(201)
            .string("id");
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_change_replaces_what_it_names_and_shows_no_secret() {
    Answer changed = patch("{\"events\":[\"execution.failed\"],\"description\":\"new\"}");
    assertEquals("new", changed.expect(200).string("description"));
    assertEquals("https://hooks.example.com/in", changed.string("url"));
    assertFalse(changed.json().has("secret"));
    Answer moved = patch("{\"url\":\"https://other.example.com/\",\"events\":null}").expect(200);
    assertEquals("https://other.example.com/", moved.string("url"));
    assertEquals("new", moved.string("description"));
    assertEquals(moved.json(), tenant.get(PATH + "/" + id).json());
    assertEquals(1, moved.json().array("events").orElseThrow().items().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"url\":\"http://hooks.example.com/\"} | url SCHEME",
        "{\"url\":\"https://169.254.169.254/\"} | url ADDRESS",
        "{\"mode\":\"pull\"} | mode UNKNOWN_FIELD",
        "{\"is_active\":false} | is_active UNKNOWN_FIELD",
        "{\"events\":[\"x\"]} | events[0] UNKNOWN_EVENT",
        "{\"headers\":{\"Host\":\"x\"}} | headers.Host RESERVED",
      })
  void a_wrong_change_is_400_and_changes_nothing(String body, String detail) {
    Answer before = tenant.get(PATH + "/" + id);
    assertEquals(detail, patch(body).expectError(400, "INPUT_VALIDATION_ERROR").detail());
    assertEquals(before.json(), tenant.get(PATH + "/" + id).json());
  }

  @Test
  void an_endpoint_that_pulls_has_no_address_no_headers_and_no_secret() {
    Answer pulls =
        tenant
            .post(PATH, "{\"mode\":\"pull\",\"events\":[],\"description\":\"laptop\"}")
            .expect(201);
    assertEquals("pull", pulls.string("mode"));
    assertFalse(pulls.json().has("secret"));
    assertEquals(Optional.empty(), pulls.json().string("url"));
    String path = PATH + "/" + pulls.string("id");
    tenant.post(path + "/rotate-secret", "").expectError(409, "CONFLICT");
    Answer refused =
        api.request("PATCH", path)
            .key(tenant.full())
            .json("{\"url\":\"https://a.example.com\"}")
            .send();
    assertEquals("url NOT_ALLOWED", refused.expectError(400, "INPUT_VALIDATION_ERROR").detail());
  }

  @Test
  void a_rotation_shows_the_new_secret_once_and_says_how_long_the_old_one_lives() {
    Answer first = post("/rotate-secret", "").expect(200);
    Answer second = post("/rotate-secret", "{}").expect(200);
    assertTrue(first.string("secret").startsWith("whsec_"));
    assertNotEquals(first.string("secret"), second.string("secret"));
    assertEquals("2026-11-21T12:00:00Z", first.string("previous_secret_valid_until"));
    assertFalse(tenant.get(PATH + "/" + id).text().contains("whsec_"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execution.started",
        "execution.completed",
        "execution.failed",
        "execution.cancelled"
      })
  void a_test_event_looks_like_a_real_one_and_says_that_it_is_none(String type) {
    Answer sent = post("/test", "{\"event_type\":\"" + type + "\"}").expect(202);
    assertEquals(type, sent.string("event_type"));
    Answer delivery = tenant.get("/v1/webhooks/deliveries/" + sent.string("id")).expect(200);
    JsonObject body = StrictJson.trusted(delivery.string("body"));
    assertEquals(Optional.of(true), body.bool("test"));
    assertEquals(Optional.of(type), body.string("type"));
    assertEquals(Optional.of(tenant.id()), body.string("organization_id"));
    String real = tenant.submit("real");
    assertEquals(
        tenant.get("/v1/executions/" + real).json().members().keySet(),
        body.object("data").orElseThrow().members().keySet());
    assertEquals(1, api.platform.webhooks().takeDeliveries().size());
  }

  @Test
  void a_test_event_is_completed_by_default_and_waits_where_it_is_pulled() {
    assertEquals("execution.completed", post("/test", "").expect(202).string("event_type"));
    String pulls = tenant.post(PATH, "{\"mode\":\"pull\"}").expect(201).string("id");
    api.platform.webhooks().takeDeliveries();
    Answer waiting = tenant.post(PATH + "/" + pulls + "/test", "{}").expect(202);
    assertEquals("SCHEDULED", waiting.string("status"));
    assertEquals(List.of(), api.platform.webhooks().takeDeliveries());
    assertEquals(
        "event_type ENUM",
        post("/test", "{\"event_type\":\"x\"}")
            .expectError(400, "INPUT_VALIDATION_ERROR")
            .detail());
  }

  @Test
  void an_endpoint_that_is_off_says_why_takes_no_test_and_is_switched_on_by_a_call() {
    api.context
        .getBean(EndpointStore.class)
        .switchOff(
            new SwitchOff(
                new OrgId(tenant.id()),
                new EndpointId(id),
                Endpoint.Status.DISABLED_GONE,
                DeliveryId.of(UUID.randomUUID()),
                api.time.instant()));
    Answer off = tenant.get(PATH + "/" + id);
    assertEquals("DISABLED_GONE", off.string("status"));
    assertEquals(Optional.of(false), off.json().bool("is_active"));
    post("/test", "").expectError(409, "CONFLICT");
    post("/recover", since(Duration.ofDays(1))).expectError(409, "CONFLICT");

    Answer on = post("/enable", "").expect(200);
    assertEquals("ACTIVE", on.string("status"));
    Reopening work = api.platform.webhooks().takeReopenings().getFirst();
    assertEquals(Delivery.State.PARKED, work.from());
    assertEquals(id, work.endpoint().value());
    post("/test", "").expect(202);
  }

  @Test
  void a_recovery_is_queued_for_at_most_fourteen_days_back() {
    Answer begun = post("/recover", since(Duration.ofDays(14))).expect(202);
    assertEquals("2026-11-06T12:00:00Z", begun.string("since"));
    Reopening work = api.platform.webhooks().takeReopenings().getFirst();
    assertEquals(Delivery.State.FAILED, work.from());
    assertEquals(Instant.parse("2026-11-06T12:00:00Z"), work.since());
    for (String body :
        List.of(
            since(Duration.ofDays(14).plusMillis(1)),
            since(Duration.ofMillis(-1)),
            "{\"since\":\"yesterday\"}",
            "{}")) {
      String detail = post("/recover", body).expectError(400, "INPUT_VALIDATION_ERROR").detail();
      assertTrue(detail.startsWith("since "), body + " " + detail);
    }
    assertEquals(List.of(), api.platform.webhooks().takeReopenings());
  }

  @Test
  void another_organisations_endpoint_looks_missing_to_every_action() {
    Tenant other = api.tenant();
    for (String action : List.of("/test", "/rotate-secret", "/enable", "/recover")) {
      String body = action.equals("/recover") ? since(Duration.ofHours(1)) : "";
      assertEquals(
          other.post(MISSING + action, body).expect(404).withoutRequestId(),
          other.post(PATH + "/" + id + action, body).withoutRequestId());
    }
    assertEquals(
        404, api.request("PATCH", PATH + "/" + id).key(other.full()).json("{}").send().status());
    assertEquals(List.of(), api.platform.webhooks().takeReopenings());
  }

  private String since(Duration ago) {
    return "{\"since\":\"" + api.time.instant().minus(ago) + "\"}";
  }

  private Answer post(String action, String body) {
    return tenant.post(PATH + "/" + id + action, body);
  }

  private Answer patch(String body) {
    return api.request("PATCH", PATH + "/" + id).key(tenant.full()).json(body).send();
  }
}
