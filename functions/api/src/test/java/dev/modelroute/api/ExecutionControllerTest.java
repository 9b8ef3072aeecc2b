package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecutionControllerTest {
  private static final String PATH = "/v1/executions";

  private final ApiProbe api = new ApiProbe();
  private Tenant tenant = new Tenant(api, "", "", "", "");

  @BeforeAll
  void createTenant() {
    tenant = api.tenant();
  }

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void a_submit_is_answered_with_202_location_and_what_was_stored() {
    JsonObject body =
        ApiProbe.submission("order-7")
            .with("metadata", JsonObject.builder().put("order", "7").build())
            .with("timeout_seconds", Json.of(60));
    Answer answer = tenant.post(PATH, body).expect(202);
    String id = answer.string("id");
    String self = "https://api.example/v1/executions/" + id;
    assertEquals(Optional.of(self), answer.header("Location"));
    assertEquals(
        "{\"id\":\""
            + id
            + "\",\"status\":\"PENDING\",\"model\":\"sim-image\",\"estimated_cost\":\"0.040\","
            + "\"hold_amount\":\"0.048\",\"idempotency_key\":\"order-7\","
            + "\"metadata\":{\"order\":\"7\"},\"created_at\":\"2026-11-20T12:00:00Z\","
            + "\"expires_at\":\"2026-11-20T12:01:00Z\",\"urls\":{\"get\":\""
            + self
            + "\",\"result\":\""
            + self
            + "/result\",\"cancel\":\""
            + self
            + "/cancel\"}}",
        answer.text());
    assertTrue(api.platform.orchestrator().starts().contains(new ExecutionId(id)));
  }

  @Test
  void a_repeat_gives_the_same_execution_as_it_is_now() {
    String id = tenant.submit("again");
    Answer replay = tenant.post(PATH, ApiProbe.submission("again")).expect(202);
    assertEquals(Optional.of("true"), replay.header("Idempotent-Replayed"));
    assertEquals(id, replay.string("id"));
    api.start(id);
    assertEquals("PROCESSING", tenant.post(PATH, ApiProbe.submission("again")).string("status"));
  }

  @Test
  void a_key_used_for_another_request_is_409_and_names_the_first() {
    String id = tenant.submit("taken");
    Answer conflict =
        tenant.post(PATH, ApiProbe.submission("taken").with("timeout_seconds", Json.of(9)));
    conflict.expectError(409, "CONFLICT");
    assertEquals("idempotency_key KEY_REUSED", conflict.detail());
    assertTrue(conflict.text().contains(id), conflict.text());
  }

  @Test
  void the_key_may_come_by_header_but_not_another_one_by_body() {
    JsonObject without = ApiProbe.submission("x").without("idempotency_key");
    Answer answer =
        api.post(PATH)
            .key(tenant.full())
            .header("Idempotency-Key", "by-header")
            .json(without)
            .send()
            .expect(202);
    assertEquals("by-header", answer.string("idempotency_key"));
    assertEquals("idempotency_key REQUIRED", tenant.post(PATH, without).expect(400).detail());
    Request both = api.post(PATH).key(tenant.full()).header("Idempotency-Key", "one");
    assertEquals(
        "idempotency_key MISMATCH",
        both.json(ApiProbe.submission("two")).send().expect(400).detail());
    Request twice =
        api.post(PATH)
            .key(tenant.full())
            .header("Idempotency-Key", "one")
            .header("Idempotency-Key", "two");
    assertEquals("idempotency_key MISMATCH", twice.json(without).send().expect(400).detail());
  }

  @Test
  void every_guard_refuses_with_its_field_and_stores_nothing() {
    String before = tenant.get(PATH).text() + tenant.get("/v1/balance").text();
    record Row(String member, Json value, int status, String code, String detail) {}
    String invalid = "INPUT_VALIDATION_ERROR";
    JsonObject noPrompt = JsonObject.builder().put("prompt", 7).build();
    List<Row> rows =
        List.of(
            new Row("model", Json.of("no-such"), 400, invalid, "model NOT_FOUND"),
            new Row("model", Json.of(1), 400, invalid, "model TYPE"),
            new Row("input", Json.of("text"), 400, invalid, "input TYPE"),
            new Row("input", noPrompt, 400, invalid, "input.prompt TYPE"),
            new Row("metadata", Json.of("x"), 400, invalid, "metadata TYPE"),
            new Row("timeout_seconds", Json.of(0), 400, invalid, "timeout_seconds OUT_OF_RANGE"),
            new Row("max_cost", Json.of("0.001"), 400, invalid, "max_cost EXCEEDED"),
            new Row("idempotency_key", Json.of("a b"), 400, invalid, "idempotency_key INVALID"),
            new Row(
                "webhook_url", Json.of("https://10.0.0.1/"), 400, invalid, "webhook_url BLOCKED"),
            new Row(
                "input",
                JsonObject.builder().put("prompt", "x").put("cost", "100000").build(),
                402,
                "INSUFFICIENT_BALANCE",
                "none"));
    for (Row row : rows) {
      Answer answer =
          tenant.post(PATH, ApiProbe.submission("guard").with(row.member(), row.value()));
      answer.expectError(row.status(), row.code());
      String expected = row.detail().split(" ", -1)[0];
      assertEquals(expected, answer.detail().split(" ", -1)[0], answer::text);
    }
    assertEquals(before, tenant.get(PATH).text() + tenant.get("/v1/balance").text());
    tenant.submit("guard");
  }

  @Test
  void a_file_field_takes_our_references_only() {
    JsonObject body = ApiProbe.submission("file").with("model", Json.of("image-upscale-2x"));
    JsonObject url = JsonObject.builder().put("image", "https://example.com/a.png").build();
    Answer raw = tenant.post(PATH, body.with("input", url));
    raw.expectError(400, "INPUT_VALIDATION_ERROR");
    assertTrue(raw.detail().startsWith("input.image "), raw.text());
    JsonObject missing =
        JsonObject.builder().put("image", "file_00000000-0000-7000-8000-000000000fff").build();
    Answer absent = tenant.post(PATH, body.with("input", missing));
    absent.expectError(400, "FILE_NOT_FOUND");
    assertEquals("input.image FILE_NOT_FOUND", absent.detail());
  }

  @Test
  void a_quote_tells_estimate_and_hold_and_stores_nothing() {
    String before = tenant.get(PATH).text();
    Answer quote = tenant.post(PATH + "/quote", ApiProbe.submission("q")).expect(200);
    assertEquals(
        "{\"valid\":true,\"model\":\"sim-image\",\"estimated_cost\":\"0.040\","
            + "\"hold_amount\":\"0.048\",\"currency\":\"USD\"}",
        quote.text());
    Answer wrong =
        tenant.post(PATH + "/quote", ApiProbe.submission("q").with("model", Json.of("no")));
    assertEquals("model NOT_FOUND", wrong.expect(400).detail());
    assertEquals(before, tenant.get(PATH).text());
  }

  @Test
  void a_cancel_releases_the_hold_and_a_second_is_too_late() {
    String before = tenant.get("/v1/balance").text();
    String id = tenant.submit("cancel-me");
    assertFalse(before.equals(tenant.get("/v1/balance").text()));
    Answer cancelled = api.post(PATH + "/" + id + "/cancel").key(tenant.full()).send().expect(200);
    assertEquals("CANCELLED", cancelled.string("status"));
    assertEquals(before, tenant.get("/v1/balance").text());
    api.post(PATH + "/" + id + "/cancel").key(tenant.full()).send().expectError(409, "CONFLICT");
  }

  @Test
  void a_cancel_right_after_the_end_is_409() {
    String id = tenant.submit("settled");
    api.start(id);
    api.end(id, new Ending.Expired());
    api.post(PATH + "/" + id + "/cancel").key(tenant.full()).send().expectError(409, "CONFLICT");
  }

  @Test
  void an_unknown_execution_cannot_be_cancelled() {
    for (String id : List.of("exec_00000000-0000-7000-8000-00000000ffff", "nonsense")) {
      api.post(PATH + "/" + id + "/cancel").key(tenant.full()).send().expectError(404, "NOT_FOUND");
    }
  }
}
