package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.DispatchExecution;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.OrgId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminControllerTest {
  private static final String PATH = "/v1/admin/organizations";
  private static final String MISSING = "org_00000000-0000-7000-8000-00000000ffff";

  private final ApiProbe api = new ApiProbe();

  @AfterAll
  void close() {
    api.close();
  }

  private Answer post(String path, String body) {
    return api.post(path).key(ApiProbe.OPERATOR).json(body).send();
  }

  private Answer get(String path) {
    return api.get(path).key(ApiProbe.OPERATOR).send();
  }

  @Test
  void an_organisation_gets_keys_and_credit() {
    String id = post(PATH, "{\"name\":\"Example\"}").expect(201).string("id");
    Answer key = post(PATH + "/" + id + "/keys", "{\"label\":\"ci\"}").expect(201);
    assertEquals("full", key.string("level"));
    assertEquals("live", key.string("mode"));
    assertEquals(76, key.string("key").length());
    Answer balance = api.get("/v1/balance").key(key.string("key")).send().expect(200);
    assertEquals(
        "{\"available\":\"0.000\",\"held\":\"0.000\",\"spent\":\"0.000\",\"currency\":\"USD\"}",
        balance.text());
    String credits = PATH + "/" + id + "/credits";
    String payment = "{\"amount\":\"12.5\",\"reference\":\"transfer-1\"}";
    assertEquals("12.500", post(credits, payment).expect(201).string("available"));
    Answer again = post(credits, payment).expect(201);
    assertEquals("12.500", again.string("available"));
    assertEquals(Optional.of("true"), again.header("Idempotent-Replayed"));
    Answer ledger = api.get("/v1/balance/ledger").key(key.string("key")).send().expect(200);
    assertEquals(1, ledger.data().size());
    assertEquals(Optional.of("CREDIT"), ledger.data().getFirst().string("type"));
  }

  @Test
  void an_organisation_may_have_its_idempotency_keys_made() {
    String id = post(PATH, "{\"name\":\"Auto\",\"idempotency\":\"auto\"}").expect(201).string("id");
    String key = post(PATH + "/" + id + "/keys", "{\"label\":\"k\"}").string("key");
    post(PATH + "/" + id + "/credits", "{\"amount\":\"1\",\"reference\":\"r\"}").expect(201);
    Answer made =
        api.post("/v1/executions")
            .key(key)
            .json(ApiProbe.submission("x").without("idempotency_key"))
            .send()
            .expect(202);
    assertFalse(made.string("idempotency_key").isEmpty());
  }

  @Test
  void a_balance_is_spread_over_more_rows_and_fewer_while_it_is_used() {
    String id = post(PATH, "{\"name\":\"Busy\"}").expect(201).string("id");
    String key = post(PATH + "/" + id + "/keys", "{\"label\":\"k\"}").string("key");
    post(PATH + "/" + id + "/credits", "{\"amount\":\"1\",\"reference\":\"r\"}").expect(201);
    for (int shards : new int[] {16, 16, 4, 1}) {
      Answer changed = patch(id, "{\"balance_shards\":" + shards + "}").expect(200);
      assertEquals(Optional.of((long) shards), changed.json().whole("balance_shards"));
      api.post("/v1/executions")
          .key(key)
          .json(ApiProbe.submission("shards-" + shards))
          .send()
          .expect(202);
      for (AccountMode mode : AccountMode.values()) {
        assertEquals(shards, api.platform.ledger().shards(new Account(new OrgId(id), mode)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"balance_shards\":0}', RANGE",
    "'{\"balance_shards\":65}', RANGE",
    "'{\"balance_shards\":\"4\"}', TYPE",
    "'{\"balance_shards\":1.5}', TYPE",
    "'{}', REQUIRED"
  })
  void a_number_of_rows_is_checked(String body, String code) {
    String id = post(PATH, "{\"name\":\"Range\"}").expect(201).string("id");
    assertEquals(
        "balance_shards " + code,
        patch(id, body).expectError(400, "INPUT_VALIDATION_ERROR").detail());
    patch(MISSING, "{\"balance_shards\":4}").expectError(404, "NOT_FOUND");
    patch("nonsense", "{\"balance_shards\":4}").expectError(404, "NOT_FOUND");
  }

  private Answer patch(String id, String body) {
    return api.request("PATCH", PATH + "/" + id).key(ApiProbe.OPERATOR).json(body).send();
  }

  @Test
  void there_are_twenty_live_keys_at_most() {
    String id = post(PATH, "{\"name\":\"Keys\"}").expect(201).string("id");
    for (int i = 0; i < 20; i++) {
      post(PATH + "/" + id + "/keys", "{\"label\":\"k\"}").expect(201);
    }
    post(PATH + "/" + id + "/keys", "{\"label\":\"k\"}").expectError(409, "CONFLICT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | {} | name REQUIRED",
        "'' | {\"name\":\" \"} | name LENGTH",
        "'' | {\"name\":7} | name TYPE",
        "'' | {\"name\":\"a\",\"idempotency\":\"maybe\"} | idempotency ENUM",
        "'' | {\"name\":\"a\",\"balance\":\"1\"} | balance UNKNOWN_FIELD",
        "/keys | {} | label REQUIRED",
        "/keys | {\"label\":\"a\",\"level\":\"admin\"} | level ENUM",
        "/keys | {\"label\":\"a\",\"mode\":\"LIVE\"} | mode ENUM",
        "/credits | {\"amount\":\"0\",\"reference\":\"r\"} | amount INVALID",
        "/credits | {\"amount\":\"-1\",\"reference\":\"r\"} | amount INVALID",
        "/credits | {\"amount\":\"1e3\",\"reference\":\"r\"} | amount INVALID",
        "/credits | {\"amount\":\"0.0000000001\",\"reference\":\"r\"} | amount INVALID",
        "/credits | {\"amount\":1,\"reference\":\"r\"} | amount TYPE",
        "/credits | {\"amount\":\"1\",\"reference\":\"a#b\"} | reference INVALID",
        "/adjustments | {\"amount\":\"1\",\"id\":\"t\"} | reason REQUIRED",
        "/adjustments | {\"amount\":\"0\",\"reason\":\"r\",\"id\":\"t\"} | amount INVALID",
        "/adjustments | {\"amount\":\"+1\",\"reason\":\"r\",\"id\":\"t\"} | amount INVALID",
        "/adjustments | {\"amount\":\"1\",\"reason\":\"r\",\"id\":\"a#b\"} | id INVALID",
      })
  void a_wrong_body_is_400(String suffix, String body, String detail) {
    String path = PATH + (suffix.isEmpty() ? "" : "/" + MISSING + suffix);
    Answer answer = post(path, body).expectError(400, "INPUT_VALIDATION_ERROR");
    assertEquals(detail, answer.detail(), answer::text);
  }

  @Test
  void an_unknown_organisation_is_404() {
    for (String id : List.of(MISSING, "nonsense")) {
      post(PATH + "/" + id + "/keys", "{\"label\":\"k\"}").expectError(404, "NOT_FOUND");
      post(PATH + "/" + id + "/credits", "{\"amount\":\"1\",\"reference\":\"r\"}")
          .expectError(404, "NOT_FOUND");
    }
  }

  @Test
  void a_trace_shows_the_operator_what_callers_never_see() {
    Tenant tenant = api.tenant();
    String id = tenant.submit("traced");
    api.context.getBean(DispatchExecution.class).dispatch(new ExecutionId(id), "secret-task-token");
    Answer trace = get("/v1/admin/executions/" + id + "/trace").expect(200);
    assertTrue(trace.text().contains("\"provider\":\"simulator\""), trace.text());
    assertTrue(trace.text().contains("\"result\":\"SUCCEEDED\""), trace.text());
    assertFalse(trace.text().contains("secret-task-token"), trace.text());
    assertFalse(tenant.get("/v1/executions/" + id).text().contains("simulator"));
    get("/v1/admin/executions/exec_00000000-0000-7000-8000-00000000ffff/trace")
        .expectError(404, "NOT_FOUND");
  }

  @Test
  void the_operator_sees_each_provider_with_its_routes_and_why_one_is_not_used() {
    Answer providers = get("/v1/admin/providers").expect(200);

    String text = providers.text();
    assertTrue(
        text.contains(
            "{\"provider\":\"builtin\",\"configured\":true,\"routes\":[{\"model\":"
                + "\"image-convert\",\"route\":\"builtin/convert\",\"eligible\":true,"
                + "\"reason\":null}"),
        text);
    api.get("/v1/admin/providers").key(api.tenant().full()).send().expectError(403, "FORBIDDEN");
  }
}
