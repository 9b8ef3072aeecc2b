package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecutionReadControllerTest {
  private static final String PATH = "/v1/executions/";

  private final ApiProbe api = new ApiProbe();
  private Tenant tenant = new Tenant(api, "", "", "", "");

  @BeforeEach
  void createTenant() {
    tenant = api.tenant();
    api.pause.forget();
  }

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void a_completed_execution_shows_cost_output_and_times() {
    String id = tenant.submit("done");
    assertEquals(202, tenant.get(PATH + id + "/result").status());
    api.start(id);
    api.time.advance(Duration.ofMillis(1500));
    JsonObject output = JsonObject.builder().put("text", "hello").build();
    api.end(id, new Ending.Completed(output, Money.parse("0.03")));
    JsonObject shown = tenant.get(PATH + id).expect(200).json();
    assertEquals(Optional.of("COMPLETED"), shown.string("status"));
    assertEquals(Optional.of("0.030"), shown.string("cost"));
    assertEquals(Optional.of(1500L), shown.whole("latency_ms"));
    assertEquals(Optional.of(output), shown.object("output"));
    assertEquals(
        "{\"execution_id\":\""
            + id
            + "\",\"status\":\"COMPLETED\",\"output\":{\"text\":\"hello\"},\"cost\":\"0.030\","
            + "\"latency_ms\":1500}",
        tenant.get(PATH + id + "/result").expect(200).text());
  }

  @Test
  void the_result_of_a_failure_is_its_envelope_with_its_status() {
    for (ErrorCode code : ErrorCode.values()) {
      String id = tenant.submit("fails-" + code);
      api.start(id);
      api.end(id, new Ending.Failed(code));
      Answer answer = tenant.get(PATH + id + "/result");
      answer.expectError(code.httpStatus(), code.name());
      assertEquals(
          code.httpStatus() == 503 || code.httpStatus() == 429,
          answer.header("Retry-After").isPresent());
    }
    String expired = tenant.submit("expires");
    api.end(expired, new Ending.Expired());
    tenant.get(PATH + expired + "/result").expectError(504, "GENERATION_TIMEOUT");
    String cancelled = tenant.submit("cancelled");
    api.end(cancelled, new Ending.Cancelled());
    tenant.get(PATH + cancelled + "/result").expectError(409, "CONFLICT");
  }

  @Test
  void a_wait_ends_with_the_execution() {
    String id = tenant.submit("soon");
    api.pause.meanwhile(() -> {
      if (api.pause.pauses().size() == 3) {
        api.end(id, new Ending.Failed(ErrorCode.GENERATION_FAILED));
      }
    });
    Answer answer = api.get(PATH + id).key(tenant.full()).query("wait", "25").send().expect(200);
    assertEquals("FAILED", answer.string("status"));
    assertEquals(3, api.pause.pauses().size());
  }

  @Test
  void a_wait_is_over_after_its_seconds() {
    String id = tenant.submit("never");
    var before = api.time.instant();
    Answer answer = api.get(PATH + id).key(tenant.full()).query("wait", "3").send().expect(200);
    assertEquals("PENDING", answer.string("status"));
    assertEquals(Duration.ofSeconds(3), Duration.between(before, api.time.instant()));
    assertTrue(api.pause.pauses().size() < 20, api.pause.pauses().toString());
  }

  @ParameterizedTest
  @CsvSource({"0", "26", "-1", "x", "''", "1.5", "99999999999"})
  void a_wait_outside_its_range_is_400(String wait) {
    String id = tenant.submit("w");
    Answer answer = api.get(PATH + id).key(tenant.full()).query("wait", wait).send();
    assertEquals("wait RANGE", answer.expectError(400, "INPUT_VALIDATION_ERROR").detail());
  }

  @Test
  void a_list_is_newest_first_and_pages_by_cursor() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(tenant.submit("page-" + i));
      api.time.advance(Duration.ofSeconds(1));
    }
    List<String> seen = new ArrayList<>();
    Answer page = api.get("/v1/executions").key(tenant.full()).query("limit", "2").send();
    while (true) {
      page.expect(200).data().forEach(item -> seen.add(item.string("id").orElseThrow()));
      if (!page.json().bool("has_more").orElseThrow()) {
        break;
      }
      page =
          api.get("/v1/executions")
              .key(tenant.full())
              .query("limit", "2")
              .query("cursor", page.string("next_cursor"))
              .send();
    }
    assertEquals(made, seen);
    assertEquals(
        Json.class.cast(dev.modelroute.core.json.JsonNull.NULL),
        page.json().get("next_cursor").orElseThrow());
  }

  @Test
  void filters_combine() {
    JsonObject body =
        ApiProbe.submission("tagged")
            .with("model", Json.of("sim-text"))
            .with("metadata", JsonObject.builder().put("a b", "1,2 %&=").put("k", "v").build());
    String tagged = tenant.post("/v1/executions", body).expect(202).string("id");
    Instant between = api.time.advance(Duration.ofSeconds(5));
    api.time.advance(Duration.ofSeconds(5));
    String plain = tenant.submit("plain");
    api.end(plain, new Ending.Cancelled());
    assertEquals(List.of(tagged), ids("status", "PENDING"));
    assertEquals(List.of(plain), ids("status", "CANCELLED"));
    assertEquals(List.of(tagged), ids("model", "sim-text"));
    assertEquals(List.of(tagged), ids("metadata[a b]", "1,2 %&="));
    assertEquals(List.of(), ids("metadata[k]", "w"));
    assertEquals(List.of(plain), ids("created_after", between.toString()));
    assertEquals(
        List.of(tagged), ids("created_before", between.atOffset(ZoneOffset.ofHours(1)).toString()));
    assertEquals(
        List.of(),
        idsOf(
            api.get("/v1/executions")
                .key(tenant.full())
                .query("status", "CANCELLED")
                .query("metadata[k]", "v")));
  }

  private List<String> ids(String name, String value) {
    return idsOf(api.get("/v1/executions").key(tenant.full()).query(name, value));
  }

  private static List<String> idsOf(Request request) {
    return request.send().expect(200).data().stream()
        .map(item -> item.string("id").orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "status, DONE, status ENUM",
    "status, pending, status ENUM",
    "limit, 0, limit RANGE",
    "limit, 101, limit RANGE",
    "limit, ten, limit RANGE",
    "created_after, yesterday, created_after FORMAT",
    "created_before, 2026-13-01T00:00:00Z, created_before FORMAT",
    "cursor, AAAA, cursor INVALID",
    "cursor, '!!', cursor INVALID",
    "metadata[], x, metadata[] UNKNOWN_FIELD",
    "stauts, DONE, stauts UNKNOWN_FIELD",
    "'{x}', 1, '{x} UNKNOWN_FIELD'",
  })
  void a_wrong_parameter_is_400(String name, String value, String detail) {
    Answer answer = api.get("/v1/executions").key(tenant.full()).query(name, value).send();
    assertEquals(detail, answer.expectError(400, "INPUT_VALIDATION_ERROR").detail());
  }

  @Test
  void a_repeated_parameter_is_400() {
    Request twice =
        api.get("/v1/executions").key(tenant.full()).query("limit", "1").query("limit", "2");
    assertEquals("limit REPEATED", twice.send().expect(400).detail());
  }

  @Test
  void a_cursor_is_bound_to_its_list_and_organisation_and_cannot_be_changed() {
    tenant.submit("c1");
    api.time.advance(Duration.ofSeconds(1));
    tenant.submit("c2");
    String cursor =
        api.get("/v1/executions")
            .key(tenant.full())
            .query("limit", "1")
            .send()
            .string("next_cursor");
    Tenant other = api.tenant();
    List<Request> wrong =
        List.of(
            api.get("/v1/executions").key(other.full()).query("cursor", cursor),
            api.get("/v1/executions").key(tenant.test()).query("cursor", cursor),
            api.get("/v1/files").key(tenant.full()).query("cursor", cursor),
            api.get("/v1/executions").key(tenant.full()).query("cursor", cursor + "A"),
            api.get("/v1/executions")
                .key(tenant.full())
                .query("cursor", (cursor.startsWith("A") ? "B" : "A") + cursor.substring(1)));
    for (Request request : wrong) {
      assertEquals(
          "cursor INVALID", request.send().expectError(400, "INPUT_VALIDATION_ERROR").detail());
    }
    api.get("/v1/executions").key(tenant.execution()).query("cursor", cursor).send().expect(200);
  }

  @Test
  void what_belongs_to_another_organisation_looks_missing() {
    String id = tenant.submit("mine");
    Tenant other = api.tenant();
    String missing = "exec_00000000-0000-7000-8000-00000000ffff";
    for (String suffix : List.of("", "/result")) {
      Answer foreign = other.get(PATH + id + suffix).expectError(404, "NOT_FOUND");
      assertEquals(
          other.get(PATH + missing + suffix).withoutRequestId(), foreign.withoutRequestId());
      assertEquals(
          other.get(PATH + "nonsense" + suffix).withoutRequestId(), foreign.withoutRequestId());
      assertNotEquals(404, tenant.get(PATH + id + suffix).status());
    }
    assertEquals(
        api.post(PATH + missing + "/cancel").key(other.full()).send().withoutRequestId(),
        api.post(PATH + id + "/cancel").key(other.full()).send().withoutRequestId());
    assertEquals(List.of(), other.get("/v1/executions").data());
  }
}
