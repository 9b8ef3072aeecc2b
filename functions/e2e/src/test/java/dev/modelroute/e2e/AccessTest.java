package dev.modelroute.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what. */
final class AccessTest {
  private final Platform platform = Platform.shared();
  private final Platform.Tenant tenant = platform.tenant();
  private final Api full = tenant.api();

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/health, 200, 200, 200, 200",
    "GET, /v1/models, 401, 200, 200, 401",
    "GET, /v1/executions, 401, 200, 200, 401",
    "POST, /v1/executions, 401, 400, 400, 401",
    "GET, /v1/files, 401, 200, 200, 401",
    "GET, /v1/balance, 401, 200, 200, 401",
    "GET, /v1/webhooks/endpoints, 401, 403, 200, 401",
    "GET, /v1/webhooks/secret, 401, 403, 200, 401",
    "GET, /v1/admin/ledger/verify, 401, 403, 403, 200",
    "POST, /v1/admin/organizations, 401, 403, 403, 400",
    "GET, /v1/no-such-route, 401, 404, 404, 401",
  })
  void each_route_answers_to_those_it_is_for(
      String method, String path, int stranger, int execution, int full, int operator) {
    Api weak = this.full.withCredential(platform.key(tenant.organization(), "execution", "live"));
    assertStatus(stranger, platform.stranger(), method, path);
    assertStatus(execution, weak, method, path);
    assertStatus(full, this.full, method, path);
    assertStatus(operator, platform.operator(), method, path);
  }

  private static void assertStatus(int status, Api api, String method, String path) {
    Answer answer = method.equals("GET") ? api.get(path) : api.post(path, "{}");
    answer.with(status);
    switch (status) {
      case 401 -> assertEquals("UNAUTHORIZED", answer.code());
      case 403 -> assertEquals("FORBIDDEN", answer.code());
      default -> {}
    }
    assertTrue(!answer.header("X-RateLimit-Limit").isEmpty(), answer::toString);
  }

  @Test
  void a_key_that_is_nearly_right_is_no_key() {
    String key = full.credential();
    String otherEnd = key.substring(0, 75) + (key.endsWith("0") ? "1" : "0");
    String neverIssued = "sk_" + "0".repeat(64) + "_" + crc32("0".repeat(64));
    for (String wrong :
        List.of(otherEnd, neverIssued, key + "0", key.toUpperCase(java.util.Locale.ROOT), "x")) {
      full.withCredential(wrong).get("/v1/models").with(401);
    }
    platform.stranger().get("/v1/models", "Authorization", "Basic " + key).with(401);
  }

  @Test
  void a_test_key_reaches_simulated_models_only_and_moves_no_real_money() {
    Api test = full.withCredential(platform.key(tenant.organization(), "full", "test"));
    platform.credit(tenant, "5", "test");
    test.accepted("sim-text", "{'prompt':'p'}");
    Answer refused =
        test.submit(
            "image-upscale-2x", "{'image':'" + test.upload("x".repeat(9).getBytes(UTF_8)) + "'}");
    assertEquals("FORBIDDEN", refused.with(403).code());
    assertEquals("10.000", full.get("/v1/balance").text("available"));
    assertEquals(List.of(), full.get("/v1/executions").data());
  }

  @Test
  void what_belongs_to_another_organisation_does_not_exist() {
    String execution = full.accepted("sim-image", "{'prompt':'p'}");
    full.ended(execution);
    String file = full.upload("mine".getBytes(UTF_8));
    String endpoint =
        full.post("/v1/webhooks/endpoints", "{'url':'http://127.0.0.1:9/hook'}")
            .with(201)
            .text("id");
    Api other = platform.tenant().api();
    for (String path :
        List.of(
            "/v1/executions/" + execution,
            "/v1/executions/" + execution + "/result",
            "/v1/files/" + file,
            "/v1/files/" + file + "/url",
            "/v1/files/" + file + "/download",
            "/v1/webhooks/endpoints/" + endpoint)) {
      full.get(path, "Accept", "application/json");
      String missing = path.replaceFirst("_[0-9a-f]{8}", "_00000000");
      assertSame(other.get(missing), other.get(path));
    }
    assertSame(
        other.delete("/v1/files/file_" + "0".repeat(8) + file.substring(13)),
        other.delete("/v1/files/" + file));
    other.post("/v1/executions/" + execution + "/cancel", "{}").with(404);
    other.delete("/v1/webhooks/endpoints/" + endpoint).with(404);
    other.post("/v1/files/confirm", "{'file_id':'" + file + "'}").with(404);
    Answer refused = other.submit("image-upscale-2x", "{'image':'" + file + "'}").with(400);
    assertEquals("FILE_NOT_FOUND", refused.code());
    full.get("/v1/files/" + file).with(200);
    full.get("/v1/webhooks/endpoints/" + endpoint).with(200);
  }

  private static void assertSame(Answer missing, Answer foreign) {
    assertEquals(404, missing.status(), missing::toString);
    assertEquals(withoutId(missing), withoutId(foreign));
    assertEquals(404, foreign.status());
  }

  private static String withoutId(Answer answer) {
    return answer.bodyText().replace(answer.text("error", "request_id"), "");
  }

  private static String crc32(String text) {
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(text.getBytes(UTF_8));
    return "%08x".formatted(crc.getValue());
  }
}
