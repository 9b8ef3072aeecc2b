package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiHandlerTest {
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
  void every_answer_has_a_request_id_rate_headers_and_nosniff() {
    for (Answer answer :
        List.of(
            api.get("/v1/health").send().expect(200),
            api.get("/v1/models").send().expect(401),
            tenant.get("/v1/models").expect(200),
            tenant.get("/nowhere").expect(404),
            tenant.get("/v1/models/fault").expect(500),
            api.send(Request.utf8("{}")),
            api.send(Request.utf8("no json")))) {
      assertTrue(answer.header("X-Request-Id").orElse("").matches("req_[0-9a-f-]{36}"));
      assertEquals(Optional.of("nosniff"), answer.header("X-Content-Type-Options"));
      for (String name : List.of("Limit", "Remaining", "Reset")) {
        assertTrue(answer.header("X-RateLimit-" + name).orElse("").matches("[0-9]+"), name);
      }
    }
  }

  @Test
  void two_requests_have_two_ids_and_none_is_the_clients() {
    Answer first = api.get("/v1/health").header("X-Request-Id", "mine").send();
    Answer second = api.get("/v1/health").header("X-Request-Id", "mine").send();
    assertNotEquals(first.header("X-Request-Id"), second.header("X-Request-Id"));
    assertFalse(first.header("X-Request-Id").orElse("").contains("mine"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/health, 200",
    "/api/v1/health, 200",
    "/v1/health/, 200",
    "/api/health, 404",
    "/apiv1/health, 404",
    "/api/api/v1/health, 404",
    "//v1/health, 404",
    "/v1//health, 404",
    "/V1/health, 404",
    "/v1/models/a b, 404",
    "/v1/models/a|b, 404",
    "/v1/models/{slug}, 404",
    "/v1/models/100%, 404",
    "/v1/models/%zz, 404",
    "/v1/models/a%2Fb, 404",
    "/v1/models/a?b=c, 404",
    "/v1/models/\"<>^`\\, 404",
    "/v1/models/größe, 404",
    "/v1/models/sim-image, 200",
    "/v1/models/sim%2Dimage, 200",
    "/v1/../v1/health, 404",
  })
  void a_path_of_any_gateway_is_routed_or_not_found(String path, int status) {
    Answer answer = tenant.get(path).expect(status);
    if (status == 404) {
      answer.expectError(404, "NOT_FOUND");
    }
  }

  @Test
  void headers_and_one_of_the_two_maps_may_be_missing() {
    assertEquals(200, api.send(event("\"httpMethod\":\"GET\",\"path\":\"/v1/health\"")).status());
    assertEquals(
        200,
        api.send(
                event(
                    "\"httpMethod\":\"GET\",\"path\":\"/v1/models\",\"headers\":{\"authorization\":"
                        + "\"bearer "
                        + tenant.full()
                        + "\"},\"queryStringParameters\":{\"limit\":\"1\"}"))
            .status());
    assertEquals(
        200,
        api.send(
                event(
                    "\"httpMethod\":\"GET\",\"path\":\"/v1/models\",\"multiValueHeaders\":"
                        + "{\"AUTHORIZATION\":[\"Bearer "
                        + tenant.full()
                        + "\"]},\"multiValueQueryStringParameters\":{\"limit\":[\"1\"]}"))
            .status());
  }

  @Test
  void an_event_without_method_or_path_is_answered_in_the_envelope() {
    api.send(event("\"path\":\"/v1/health\"")).expectError(500, "INTERNAL_ERROR");
    api.send(event("\"httpMethod\":\"GET\"")).expectError(401, "UNAUTHORIZED");
    api.send(Request.utf8("[]")).expectError(500, "INTERNAL_ERROR");
    api.send(Request.utf8("")).expectError(500, "INTERNAL_ERROR");
  }

  private static byte[] event(String members) {
    return Request.utf8("{" + members + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "OPTIONS", "get", "BREW"})
  void a_wrong_method_is_405_and_names_the_right_ones(String method) {
    Answer answer = api.request(method, "/v1/models").key(tenant.full()).send();
    answer.expectError(405, "INPUT_VALIDATION_ERROR");
    assertTrue(answer.header("Allow").orElse("").contains("GET"), answer.headers().toString());
  }

  @Test
  void head_is_answered_like_get() {
    assertEquals(200, api.request("HEAD", "/v1/health").send().status());
  }

  @Test
  void another_media_type_is_415_and_another_accept_is_406() {
    api.post("/v1/executions")
        .key(tenant.full())
        .header("Content-Type", "text/plain")
        .body("{}")
        .send()
        .expectError(415, "INPUT_VALIDATION_ERROR");
    api.get("/v1/models")
        .key(tenant.full())
        .header("Accept", "text/html")
        .send()
        .expectError(406, "INPUT_VALIDATION_ERROR");
    api.get("/v1/models").key(tenant.full()).header("Accept", "*/*").send().expect(200);
  }

  @Test
  void a_post_without_content_type_is_taken_as_json() {
    api.post("/v1/executions/quote")
        .key(tenant.full())
        .body(ApiProbe.submission("q").toText())
        .send()
        .expect(200);
  }

  @Test
  void a_base64_body_is_decoded_and_a_charset_changes_nothing() {
    byte[] body = Request.utf8(ApiProbe.submission("b64").toText());
    api.post("/v1/executions/quote")
        .key(tenant.full())
        .header("Content-Type", "application/json; charset=utf-16")
        .bytes(body)
        .send()
        .expect(200);
    api.post("/v1/executions/quote")
        .key(tenant.full())
        .header("Content-Type", "application/json; charset=no-such")
        .body(ApiProbe.submission("b64").toText())
        .send()
        .expect(200);
  }

  @Test
  void a_form_is_no_json() {
    api.post("/v1/executions")
        .key(tenant.full())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body("model=sim-image")
        .send()
        .expectError(415, "INPUT_VALIDATION_ERROR");
  }

  @Test
  void characters_of_every_plane_come_back_as_they_were() {
    JsonObject body =
        ApiProbe.submission("unicode")
            .with("metadata", JsonObject.builder().put("note", "größe 水 😀").build());
    String id = tenant.post("/v1/executions", body).expect(202).string("id");
    assertEquals(
        Optional.of("größe 水 😀"),
        tenant.get("/v1/executions/" + id).json().object("metadata").orElseThrow().string("note"));
  }

  @Test
  void a_fault_is_answered_without_its_text_and_logged_without_it() {
    Answer answer = tenant.get("/v1/models/fault").expectError(500, "INTERNAL_ERROR");
    assertFalse(answer.text().contains("canary"), answer.text());
    assertFalse(answer.text().contains("Exception"), answer.text());
    assertFalse(api.log().contains("canary"), api.log());
    assertTrue(api.log().contains(answer.header("X-Request-Id").orElseThrow()), api.log());
  }

  @Test
  void a_store_that_does_not_answer_is_503_with_retry_after() {
    Answer answer = tenant.get("/v1/models/unavailable").expectError(503, "SERVICE_UNAVAILABLE");
    assertTrue(answer.header("Retry-After").orElse("").matches("[1-9][0-9]*"));
    assertFalse(answer.text().contains("canary"), answer.text());
  }

  @Test
  void a_body_over_a_mebibyte_is_413_in_both_encodings() {
    String large = "{\"model\":\"" + "x".repeat(1024 * 1024) + "\"}";
    api.post("/v1/executions")
        .key(tenant.full())
        .json(large)
        .send()
        .expectError(413, "INPUT_VALIDATION_ERROR");
    api.post("/v1/executions")
        .key(tenant.full())
        .bytes(Request.utf8(large))
        .send()
        .expectError(413, "INPUT_VALIDATION_ERROR");
    String fits = "{\"model\":\"" + "x".repeat(1024 * 1024 - 100) + "\"}";
    api.post("/v1/executions")
        .key(tenant.full())
        .json(fits)
        .send()
        .expectError(400, "INPUT_VALIDATION_ERROR");
  }

  @Test
  void malformed_bodies_are_400_without_parser_texts() {
    List<String> bodies =
        List.of(
            "",
            " ",
            "{",
            "[1]",
            "\"text\"",
            "{\"model\":1e400}",
            "{\"model\":\"a\",\"model\":\"b\"}",
            "{\"model\":\"a\"} trailing",
            "{\"a\":".repeat(1001) + "1" + "}".repeat(1001),
            "{\"model\":" + "9".repeat(1_000_000 / 2) + "}",
            "{\"model\":NaN}");
    for (String body : bodies) {
      Answer answer = tenant.post("/v1/executions", body);
      answer.expectError(400, "INPUT_VALIDATION_ERROR");
      assertFalse(answer.text().matches("(?s).*(fasterxml|Exception|line:|column).*"));
    }
    api.post("/v1/executions")
        .key(tenant.full())
        .bytes(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'})
        .send()
        .expectError(400, "INPUT_VALIDATION_ERROR");
    api.post("/v1/executions").key(tenant.full()).send().expectError(400, "INPUT_VALIDATION_ERROR");
  }

  @ParameterizedTest
  @CsvSource({
    "org, UNKNOWN_FIELD",
    "organization_id, UNKNOWN_FIELD",
    "price, UNKNOWN_FIELD",
    "status, UNKNOWN_FIELD",
    "hold_amount, UNKNOWN_FIELD",
  })
  void an_unknown_field_is_refused_and_stores_nothing(String field, String code) {
    String before = tenant.get("/v1/executions").text();
    Answer answer =
        tenant.post(
            "/v1/executions",
            ApiProbe.submission("unknown-" + field).with(field, JsonObject.EMPTY));
    answer.expectError(400, "INPUT_VALIDATION_ERROR");
    assertEquals(field + " " + code, answer.detail());
    assertEquals(before, tenant.get("/v1/executions").text());
  }

  @Test
  void health_needs_no_key() {
    assertEquals("{\"status\":\"ok\"}", api.get("/v1/health").send().text());
  }
}
