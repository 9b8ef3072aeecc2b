package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeyControllerTest {
  private static final String PATH = "/v1/api-keys";
  private static final String MISSING = PATH + "/key_00000000-0000-7000-8000-00000000ffff";

  private final ApiProbe api = new ApiProbe();

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void a_key_is_made_listed_and_shown_once() {
    Tenant tenant = api.tenant();
    Answer made =
        tenant
            .post(
                PATH,
                "{\"label\":\"ci\",\"level\":\"execution\",\"mode\":\"test\","
                    + "\"spend_limit\":{\"amount\":\"5.00\",\"period\":\"day\"}}")
            .expect(201);
    String secret = made.string("key");
    Answer list = tenant.get(PATH).expect(200);
    assertFalse(list.text().contains(secret));
    JsonObject shown = list.data().getFirst();
    assertEquals(Optional.of(made.string("id")), shown.string("id"));
    assertEquals(Optional.of("ci"), shown.string("label"));
    assertEquals(Optional.of("execution"), shown.string("level"));
    assertEquals(Optional.of("test"), shown.string("mode"));
    assertEquals(Optional.of(secret.substring(0, 11)), shown.string("prefix"));
    assertEquals(Optional.of(secret.substring(72)), shown.string("last_four"));
    assertEquals(
        "{\"amount\":\"5.000\",\"period\":\"day\"}",
        shown.object("spend_limit").orElseThrow().toText());
    assertEquals(4, list.data().size());
  }

  @Test
  void the_last_use_is_known_to_the_minute() {
    Tenant tenant = api.tenant();
    Answer made = tenant.post(PATH, "{\"label\":\"used\"}").expect(201);
    assertEquals(Optional.empty(), lastUse(tenant));
    api.get("/v1/models").key(made.string("key")).send().expect(200);
    Optional<String> first = lastUse(tenant);
    assertTrue(first.isPresent());
    api.time.advance(Duration.ofSeconds(59));
    api.get("/v1/models").key(made.string("key")).send().expect(200);
    assertEquals(first, lastUse(tenant));
    api.time.advance(Duration.ofSeconds(1));
    api.get("/v1/models").key(made.string("key")).send().expect(200);
    assertNotEquals(first, lastUse(tenant));
  }

  private static Optional<String> lastUse(Tenant tenant) {
    return tenant.get(PATH).expect(200).data().stream()
        .filter(key -> key.string("label").equals(Optional.of("used")))
        .findFirst()
        .orElseThrow()
        .string("last_used_at");
  }

  @Test
  void a_rotated_key_works_an_hour_longer_unless_it_must_not() {
    Tenant tenant = api.tenant();
    Answer made = tenant.post(PATH, "{\"label\":\"r\"}").expect(201);
    String path = PATH + "/" + made.string("id") + "/rotate";
    Answer rotated = tenant.post(path, "{}").expect(200);
    String next = rotated.string("new_key");
    assertEquals(made.string("id"), rotated.string("id"));
    assertEquals(
        List.of("id", "new_key", "previous_key_valid_until"),
        List.copyOf(rotated.json().members().keySet()));
    expect(200, made.string("key"), next);
    api.time.advance(Duration.ofMinutes(59));
    expect(200, made.string("key"), next);
    api.time.advance(Duration.ofMinutes(1));
    expect(401, made.string("key"));
    expect(200, next);
    String last = tenant.post(path, "{\"immediate\":true}").expect(200).string("new_key");
    expect(401, next);
    expect(200, last);
  }

  private void expect(int status, String... keys) {
    for (String key : keys) {
      api.get("/v1/models").key(key).send().expect(status);
    }
  }

  @Test
  void a_revoked_key_is_gone_with_both_secrets() {
    Tenant tenant = api.tenant();
    Answer made = tenant.post(PATH, "{\"label\":\"d\"}").expect(201);
    String path = PATH + "/" + made.string("id");
    String next = tenant.post(path + "/rotate", "{}").expect(200).string("new_key");
    tenant.delete(path).expect(204);
    expect(401, made.string("key"), next);
    tenant.delete(path).expectError(404, "NOT_FOUND");
    tenant.post(path + "/rotate", "{}").expectError(404, "NOT_FOUND");
    assertEquals(3, tenant.get(PATH).expect(200).data().size());
  }

  @Test
  void keys_of_others_look_like_none() {
    Tenant tenant = api.tenant();
    String foreign =
        PATH + "/" + api.tenant().post(PATH, "{\"label\":\"x\"}").expect(201).string("id");
    for (String path : List.of(foreign, MISSING, PATH + "/nonsense")) {
      tenant.delete(path).expectError(404, "NOT_FOUND");
      tenant.post(path + "/rotate", "{}").expectError(404, "NOT_FOUND");
    }
  }

  @Test
  void a_test_key_never_becomes_a_live_one() {
    Tenant tenant = api.tenant();
    String live = tenant.post(PATH, "{\"label\":\"live\"}").expect(201).string("id");
    String test = tenant.test();
    api.post(PATH)
        .key(test)
        .json("{\"label\":\"x\",\"mode\":\"live\"}")
        .send()
        .expectError(403, "FORBIDDEN");
    assertEquals(
        "test",
        api.post(PATH).key(test).json("{\"label\":\"x\"}").send().expect(201).string("mode"));
    api.post(PATH + "/" + live + "/rotate")
        .key(test)
        .json("{}")
        .send()
        .expectError(404, "NOT_FOUND");
    api.delete(PATH + "/" + live).key(test).send().expectError(404, "NOT_FOUND");
    assertEquals(2, api.get(PATH).key(test).send().expect(200).data().size());
  }

  @Test
  void only_a_full_key_manages_keys_and_there_are_twenty() {
    Tenant tenant = api.tenant();
    api.get(PATH).key(tenant.execution()).send().expectError(403, "FORBIDDEN");
    for (int i = 3; i < 20; i++) {
      tenant.post(PATH, "{\"label\":\"k\"}").expect(201);
    }
    tenant.post(PATH, "{\"label\":\"k\"}").expectError(409, "CONFLICT");
    assertEquals(20, tenant.get(PATH).expect(200).data().size());
  }

  @Test
  void a_key_spends_within_its_limit_and_the_refusal_names_it() {
    Tenant tenant = api.tenant();
    String key =
        tenant.post(PATH, "{\"label\":\"b\",\"spend_limit\":\"0.050\"}").expect(201).string("key");
    api.post("/v1/executions").key(key).json(ApiProbe.submission("one")).send().expect(202);
    Answer refused = api.post("/v1/executions").key(key).json(ApiProbe.submission("two")).send();
    refused.expectError(402, "INSUFFICIENT_BALANCE");
    assertTrue(
        refused.text().contains("The budget of this API key (0.050 USD in all) has no room"),
        refused::text);
    api.post("/v1/executions").key(key).json(ApiProbe.submission("one")).send().expect(202);
    tenant.post("/v1/executions", ApiProbe.submission("two")).expect(202);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', label REQUIRED",
    "'{\"label\":\"x\",\"level\":\"root\"}', level ENUM",
    "'{\"label\":\"x\",\"spend_limit\":\"0\"}', spend_limit INVALID",
    "'{\"label\":\"x\",\"organization_id\":\"y\"}', organization_id UNKNOWN_FIELD"
  })
  void a_request_for_a_key_is_checked(String body, String detail) {
    assertEquals(
        detail, api.tenant().post(PATH, body).expectError(400, "INPUT_VALIDATION_ERROR").detail());
  }

  @ParameterizedTest
  @CsvSource({"'{\"immediate\":\"yes\"}', immediate TYPE", "'{\"now\":true}', now UNKNOWN_FIELD"})
  void a_rotation_is_checked(String body, String detail) {
    assertEquals(
        detail,
        api.tenant()
            .post(MISSING + "/rotate", body)
            .expectError(400, "INPUT_VALIDATION_ERROR")
            .detail());
  }
}
