package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.identity.ApiKey;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.StoredKey;
import dev.modelroute.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyFilterTest {
  private static final List<String> ADMIN =
      List.of(
          "/v1/admin/organizations",
          "/v1/admin/organizations/org_00000000-0000-7000-8000-000000000001/keys",
          "/v1/admin/organizations/org_00000000-0000-7000-8000-000000000001/credits");

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
  void a_malformed_or_mistyped_key_is_refused_without_a_store_read() {
    String key = tenant.full();
    List<String> wrong =
        List.of(
            "",
            "sk_",
            "x".repeat(10_000),
            key.substring(1),
            key + "0",
            key.toUpperCase(java.util.Locale.ROOT),
            key.replace('_', '-'),
            key.substring(0, 75) + (key.charAt(75) == '0' ? '1' : '0'),
            "sk_" + (key.charAt(3) == 'a' ? 'b' : 'a') + key.substring(4),
            "kéy");
    int before = api.keys.lookups();
    for (String sent : wrong) {
      Answer answer = api.get("/v1/models").key(sent).send().expectError(401, "UNAUTHORIZED");
      assertEquals(Optional.of("Bearer"), answer.header("WWW-Authenticate"));
    }
    api.get("/v1/models").send().expectError(401, "UNAUTHORIZED");
    api.get("/v1/models").header("Authorization", key).send().expectError(401, "UNAUTHORIZED");
    api.get("/v1/models")
        .header("Authorization", "Basic " + key)
        .send()
        .expectError(401, "UNAUTHORIZED");
    api.get("/v1/models").key(key).key(key).send().expectError(401, "UNAUTHORIZED");
    assertEquals(before, api.keys.lookups());
  }

  @Test
  void a_wrong_secret_with_a_right_checksum_is_refused_after_one_read() {
    String other = ApiKey.generate(new Random(99)).reveal();
    int before = api.keys.lookups();
    api.get("/v1/models").key(other).send().expectError(401, "UNAUTHORIZED");
    assertEquals(before + 1, api.keys.lookups());
  }

  @Test
  void a_good_key_costs_one_read() {
    int before = api.keys.lookups();
    tenant.get("/v1/models").expect(200);
    assertEquals(before + 1, api.keys.lookups());
  }

  @Test
  void a_revoked_key_looks_like_one_that_never_was() {
    Tenant former = api.tenant();
    String revoked = former.full();
    OrgId organization = new OrgId(former.id());
    for (StoredKey key : api.platform.keys().keysOf(organization)) {
      api.platform.keys().revoke(organization, key.id(), api.time.instant());
    }
    String stranger = ApiKey.generate(new Random(6)).reveal();
    assertEquals(
        api.get("/v1/models").key(stranger).send().withoutRequestId(),
        api.get("/v1/models").key(revoked).send().withoutRequestId());
  }

  @Test
  void a_key_of_level_execution_reaches_executions_files_models_and_balance_only() {
    for (String path :
        List.of("/v1/executions", "/v1/files", "/v1/models", "/v1/balance", "/v1/balance/ledger")) {
      api.get(path).key(tenant.execution()).send().expect(200);
    }
    for (String path : List.of("/v1/webhooks/endpoints", "/v1/webhooks/secret")) {
      api.get(path).key(tenant.execution()).send().expectError(403, "FORBIDDEN");
      api.get(path).key(tenant.full()).send().expect(200);
    }
    api.post("/v1/webhooks/endpoints")
        .key(tenant.execution())
        .json("{}")
        .send()
        .expectError(403, "FORBIDDEN");
  }

  @Test
  void a_test_key_reaches_simulated_models_only() {
    JsonObject live =
        ApiProbe.submission("t-1")
            .with("model", dev.modelroute.core.json.Json.of("image-upscale-2x"));
    api.post("/v1/executions").key(tenant.test()).json(live).send().expectError(403, "FORBIDDEN");
    api.post("/v1/executions/quote")
        .key(tenant.test())
        .json(live)
        .send()
        .expectError(403, "FORBIDDEN");
    api.post("/v1/executions")
        .key(tenant.test())
        .json(ApiProbe.submission("t-2"))
        .send()
        .expect(202);
  }

  @Test
  void an_organisations_key_never_opens_an_operators_route() {
    for (String path : ADMIN) {
      for (String key : List.of(tenant.full(), tenant.execution(), tenant.test())) {
        api.post(path).key(key).json("{}").send().expectError(403, "FORBIDDEN");
      }
      api.post(path).json("{}").send().expectError(401, "UNAUTHORIZED");
      api.post(path).key("guess").json("{}").send().expectError(401, "UNAUTHORIZED");
    }
    api.get("/v1/admin/ledger/verify").key(tenant.full()).send().expectError(403, "FORBIDDEN");
    api.get("/v1/admin/executions/exec_1/trace")
        .key(tenant.full())
        .send()
        .expectError(403, "FORBIDDEN");
  }

  @Test
  void the_operators_credential_is_no_key_of_an_organisation() {
    api.get("/v1/models").key(ApiProbe.OPERATOR).send().expectError(401, "UNAUTHORIZED");
  }

  @Test
  void routes_that_do_not_exist_are_told_to_callers_with_a_key_only() {
    api.get("/v1/nowhere").send().expectError(401, "UNAUTHORIZED");
    api.get("/v1/callbacks/../models").send().expectError(401, "UNAUTHORIZED");
    api.request("PUT", "/v1/models").send().expectError(401, "UNAUTHORIZED");
    tenant.get("/v1/nowhere").expectError(404, "NOT_FOUND");
  }

  @Test
  void a_caller_over_the_limit_gets_429_and_another_key_does_not() {
    try (ApiProbe limited = new ApiProbe(Map.of("MODELROUTE_RATE_LIMIT_PER_MINUTE", "3"))) {
      Tenant noisy = limited.tenant();
      for (int left = 2; left >= 0; left--) {
        Answer answer = noisy.get("/v1/models").expect(200);
        assertEquals(Optional.of("3"), answer.header("X-RateLimit-Limit"));
        assertEquals(Optional.of("" + left), answer.header("X-RateLimit-Remaining"));
      }
      Answer refused = noisy.get("/v1/models").expectError(429, "RATE_LIMITED");
      assertEquals(Optional.of("20"), refused.header("Retry-After"));
      assertEquals(Optional.of("0"), refused.header("X-RateLimit-Remaining"));
      assertTrue(refused.text().contains("\"retryable\":true"), refused.text());
      limited.get("/v1/models").key(noisy.test()).send().expect(200);
      limited.time.advance(java.time.Duration.ofSeconds(20));
      noisy.get("/v1/models").expect(200);
    }
  }

  @Test
  void guesses_are_counted_by_address() {
    try (ApiProbe limited = new ApiProbe(Map.of("MODELROUTE_RATE_LIMIT_PER_MINUTE", "2"))) {
      limited.get("/v1/models").key("guess-1").send().expectError(401, "UNAUTHORIZED");
      limited.post("/v1/admin/organizations").key("guess-2").send().expect(401);
      limited.get("/v1/models").key("guess-3").send().expectError(429, "RATE_LIMITED");
    }
  }

  @Test
  void without_an_operators_credential_nobody_is_the_operator() {
    try (ApiProbe closed = new ApiProbe(Map.of("MODELROUTE_ADMIN_KEY", ""))) {
      closed.post("/v1/admin/organizations").key("").json("{}").send().expect(401);
      closed.post("/v1/admin/organizations").json("{}").send().expect(401);
    }
  }
}
