package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganizationControllerTest {
  private static final String PATH = "/v1/organization";
  private final ApiProbe api = new ApiProbe();

  @AfterAll
  void close() {
    api.close();
  }

  private Answer patch(Tenant tenant, String body) {
    return api.request("PATCH", PATH).key(tenant.full()).json(body).send();
  }

  @Test
  void settings_are_read_and_changed_one_by_one() {
    Tenant tenant = api.tenant();
    JsonObject before = tenant.get(PATH).expect(200).json();
    assertEquals(Optional.of("required"), before.string("idempotency"));
    assertEquals(Optional.of(30L), before.whole("default_file_ttl_days"));
    patch(tenant, "{\"default_file_ttl_days\":7}").expect(200);
    patch(tenant, "{\"idempotency\":\"auto\"}").expect(200);
    JsonObject after = tenant.get(PATH).expect(200).json();
    assertEquals(Optional.of("auto"), after.string("idempotency"));
    assertEquals(Optional.of(7L), after.whole("default_file_ttl_days"));
    assertEquals(after, patch(tenant, "{}").expect(200).json());
  }

  @Test
  void every_key_follows_at_once() {
    Tenant tenant = api.tenant();
    JsonObject body = ApiProbe.submission("x").without("idempotency_key");
    assertEquals(
        "idempotency_key REQUIRED",
        tenant.post("/v1/executions", body).expectError(400, "INPUT_VALIDATION_ERROR").detail());
    patch(tenant, "{\"idempotency\":\"auto\"}").expect(200);
    for (String key : new String[] {tenant.full(), tenant.execution(), tenant.test()}) {
      api.post("/v1/executions").key(key).json(body).send().expect(202);
    }
  }

  @Test
  void a_tag_has_a_budget_and_the_refusal_names_it() {
    Tenant tenant = api.tenant();
    patch(
            tenant,
            "{\"budgets\":[{\"key\":\"customer\",\"amount\":\"0.05\",\"period\":\"day\"},"
                + "{\"key\":\"team\",\"value\":\"red\",\"amount\":\"5\"}]}")
        .expect(200);
    assertEquals(
        "[{\"key\":\"customer\",\"amount\":\"0.050\",\"period\":\"day\"},"
            + "{\"key\":\"team\",\"value\":\"red\",\"amount\":\"5.000\",\"period\":\"total\"}]",
        tenant.get(PATH).json().array("budgets").orElseThrow().toText());
    tenant.post("/v1/executions", tagged("1", "a")).expect(202);
    Answer refused = tenant.post("/v1/executions", tagged("2", "a"));
    refused.expectError(402, "INSUFFICIENT_BALANCE");
    assertTrue(
        refused.text().contains("The budget of metadata.customer (0.050 USD a day) has no room"),
        refused::text);
    tenant.post("/v1/executions", tagged("3", "b")).expect(202);
    patch(tenant, "{\"budgets\":[]}").expect(200);
    tenant.post("/v1/executions", tagged("2", "a")).expect(202);
  }

  private static JsonObject tagged(String key, String customer) {
    return ApiProbe.submission(key)
        .with("metadata", JsonObject.builder().put("customer", customer).build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"idempotency":"never"}                                      | idempotency ENUM
          {"idempotency":null}                                         | idempotency ENUM
          {"default_file_ttl_days":0}                                  | default_file_ttl_days RANGE
          {"default_file_ttl_days":366}                                | default_file_ttl_days RANGE
          {"default_file_ttl_days":1.5}                                | default_file_ttl_days RANGE
          {"default_file_ttl_days":"7"}                                | default_file_ttl_days RANGE
          {"balance_shards":16}                                        | balance_shards UNKNOWN_FIELD
          {"budgets":{}}                                               | budgets INVALID
          {"budgets":[{"key":"a"}]}                                    | budgets[0] INVALID
          {"budgets":[{"key":"a","amount":"1"},{"amount":"1"}]}        | budgets[1] INVALID
          {"budgets":[{"key":"","amount":"1"}]}                        | budgets[0] INVALID
          {"budgets":[{"key":"a","amount":"1","period":"week"}]}       | budgets[0] INVALID
          {"budgets":[{"key":"a","value":7,"amount":"1"}]}             | budgets[0] INVALID
          {"budgets":[{"key":"a","amount":"1","limit":"1"}]}           | budgets[0] INVALID
          """)
  void a_change_is_checked(String body, String detail) {
    Tenant tenant = api.tenant();
    assertEquals(
        detail, patch(tenant, body).expectError(400, "INPUT_VALIDATION_ERROR").detail(), body);
  }

  @Test
  void only_a_full_live_key_changes_settings() {
    Tenant tenant = api.tenant();
    for (String key : new String[] {tenant.execution(), tenant.test()}) {
      api.request("PATCH", PATH).key(key).json("{}").send().expectError(403, "FORBIDDEN");
    }
    api.get(PATH).key(tenant.execution()).send().expectError(403, "FORBIDDEN");
    api.get(PATH).key(tenant.test()).send().expect(200);
  }
}
