package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.modelroute.core.execution.Ending;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryRouteTest {
  private final ApiProbe api = new ApiProbe();

  @AfterAll
  void close() {
    api.close();
  }

  private static String path(String id) {
    return "/v1/executions/" + id + "/retry";
  }

  @Test
  void what_is_over_is_asked_for_again_as_a_new_execution() {
    Tenant tenant = api.tenant();
    String id = tenant.submit("first");
    api.end(id, new Ending.Cancelled());
    Answer retried = tenant.post(path(id), "{\"idempotency_key\":\"second\"}").expect(202);
    assertNotEquals(id, retried.string("id"));
    assertEquals(id, retried.string("retry_of"));
    assertEquals("PENDING", retried.string("status"));
    Answer again =
        api.post(path(id))
            .key(tenant.full())
            .header("Idempotency-Key", "second")
            .send()
            .expect(202);
    assertEquals(retried.string("id"), again.string("id"));
    assertEquals(Optional.of("true"), again.header("Idempotent-Replayed"));
  }

  @Test
  void a_retry_follows_the_rules_of_a_submit() {
    Tenant tenant = api.tenant();
    String id = tenant.submit("first");
    tenant.post(path(id), "{\"idempotency_key\":\"second\"}").expectError(409, "CONFLICT");
    api.end(id, new Ending.Cancelled());
    assertEquals(
        "idempotency_key REQUIRED",
        tenant.post(path(id), "{}").expectError(400, "INPUT_VALIDATION_ERROR").detail());
    assertEquals(
        "model UNKNOWN_FIELD",
        tenant
            .post(path(id), "{\"idempotency_key\":\"k\",\"model\":\"x\"}")
            .expectError(400, "INPUT_VALIDATION_ERROR")
            .detail());
    tenant.post(path(id), "{\"idempotency_key\":\"first\"}").expectError(409, "CONFLICT");
    api.tenant().post(path(id), "{\"idempotency_key\":\"second\"}").expectError(404, "NOT_FOUND");
    tenant.post(path("nonsense"), "{}").expectError(404, "NOT_FOUND");
  }
}
