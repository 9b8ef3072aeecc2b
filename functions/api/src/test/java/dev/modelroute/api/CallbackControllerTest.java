package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.DispatchExecution;
import dev.modelroute.core.json.Json;
import dev.modelroute.testkit.memory.MemoryOrchestrator;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackControllerTest {
  private final ApiProbe api = new ApiProbe();
  private final Tenant tenant = api.tenant();

  @AfterEach
  void close() {
    api.close();
  }

  private ExecutionId dispatched(String taskToken) {
    String id =
        tenant
            .post(
                "/v1/executions",
                ApiProbe.submission(taskToken).with("model", Json.of("sim-image-callback")))
            .expect(202)
            .string("id");
    api.context.getBean(DispatchExecution.class).dispatch(new ExecutionId(id), taskToken);
    return new ExecutionId(id);
  }

  private static Request signed(Request request, Map<String, String> headers, byte[] body) {
    headers.forEach(request::header);
    return request.bytes(body);
  }

  /** Sends what the provider sent when it was first called; it was too early, nobody waited yet. */
  private Answer deliver(ApiProbe.Called called) {
    return signed(api.post(called.target().getPath()), called.headers(), called.body()).send();
  }

  @Test
  void a_callback_answers_the_waiting_task_once() {
    ExecutionId id = dispatched("task-1");
    ApiProbe.Called called = api.callbacks.getFirst();
    assertTrue(called.target().getPath().startsWith("/v1/callbacks/"));
    assertEquals(Optional.empty(), api.platform.orchestrator().answer("task-1"));
    assertEquals("{\"received\":true}", deliver(called).expect(200).text());
    assertEquals(
        Optional.of(new MemoryOrchestrator.Answer.Success(id)),
        api.platform.orchestrator().answer("task-1"));
    deliver(called).expect(200);
  }

  @Test
  void a_forged_callback_is_401_and_changes_nothing() {
    dispatched("task-2");
    ApiProbe.Called called = api.callbacks.getFirst();
    byte[] body =
        new String(called.body(), StandardCharsets.UTF_8)
            .replace("id", "ID")
            .getBytes(StandardCharsets.UTF_8);
    signed(api.post(called.target().getPath()), called.headers(), body)
        .send()
        .expectError(401, "UNAUTHORIZED");
    api.post(called.target().getPath()).bytes(called.body()).send().expect(401);
    assertEquals(Optional.empty(), api.platform.orchestrator().answer("task-2"));
  }

  @Test
  void an_unknown_token_is_404_and_a_huge_body_413() {
    dispatched("task-3");
    ApiProbe.Called called = api.callbacks.getFirst();
    signed(api.post("/v1/callbacks/unknown"), called.headers(), called.body())
        .send()
        .expectError(404, "NOT_FOUND");
    signed(api.post(called.target().getPath()), called.headers(), new byte[2 * 1024 * 1024 + 4])
        .send()
        .expectError(413, "INPUT_VALIDATION_ERROR");
    signed(api.post(called.target().getPath()), called.headers(), new byte[1024 * 1024 + 8])
        .send()
        .expect(401);
  }

  @Test
  void any_media_type_is_taken() {
    dispatched("task-4");
    ApiProbe.Called called = api.callbacks.getFirst();
    Map<String, String> headers = new java.util.HashMap<>(called.headers());
    headers.put("content-type", "application/x-www-form-urlencoded");
    headers.put("accept", "text/plain");
    signed(api.post(called.target().getPath()), headers, called.body()).send().expect(200);
  }
}
