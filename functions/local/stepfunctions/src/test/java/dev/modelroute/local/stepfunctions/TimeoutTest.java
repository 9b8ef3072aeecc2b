package dev.modelroute.local.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeoutTest {

  private static final JsonNode DONE = Json.MAPPER.createObjectNode();

  private static final String HEARTBEAT =
      """
      {"StartAt":"A","States":{"A":{"Type":"Task","End":true,"HeartbeatSeconds":10,
       "Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","TimeoutSeconds":60,
       "Parameters":{"FunctionName":"F","Payload":{"token.$":"$$.Task.Token"}},
       "Catch":[{"ErrorEquals":["States.HeartbeatTimeout"],"ResultPath":"$.late","Next":"B"}]},
       "B":{"Type":"Pass","End":true}}}
      """;

  @Test
  void the_timer_starts_anew_with_each_retry() {
    Scene scene = new Scene(Scene.deployedDefinition());
    scene.start(Scene.INPUT);
    scene.time.advance(Duration.ofSeconds(299));
    scene.machines.failTask(scene.last().token(), "Provider.Retryable", null);
    scene.time.jump();
    Scene.Call second = scene.last();
    assertEquals(2, scene.calls.size());
    scene.time.advance(Duration.between(scene.time.instant(), second.at().plusSeconds(299)));
    assertEquals(2, scene.calls.size());
    scene.time.advance(Duration.ofSeconds(1));
    assertEquals("Release", scene.last().function());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"timeout_seconds\":0}", "{\"timeout_seconds\":1.5}", "[]"})
  void a_bad_timeout_path_fails_the_machine_before_the_task_is_scheduled(String input) {
    Scene scene = new Scene(Scene.deployedDefinition());
    String arn = scene.start(input);
    assertEquals(List.of(), scene.calls);
    assertEquals(StatesError.RUNTIME, scene.view(arn).error());
    assertEquals(
        List.of("ExecutionStarted", "TaskStateEntered", "ExecutionFailed"), scene.eventTypes(arn));
  }

  @Test
  void a_timeout_reads_as_an_error_with_an_empty_cause() {
    Scene scene = new Scene(Scene.deployedDefinition());
    String arn = scene.start(Scene.INPUT);
    scene.time.advance(Duration.ofMinutes(5));
    scene.last().returns();
    assertEquals(
        "{\"execution_id\":\"exec_1\",\"timeout_seconds\":300,"
            + "\"error\":{\"Error\":\"States.Timeout\",\"Cause\":\"\"}}",
        scene.view(arn).output());
  }

  @Test
  void an_answer_after_the_timeout_of_a_plain_call_is_dropped() {
    Scene scene =
        new Scene(
            """
            {"StartAt":"A","States":{"A":{"Type":"Task","End":true,"TimeoutSeconds":5,
             "Resource":"arn:aws:states:::lambda:invoke"}}}
            """);
    String arn = scene.start("{}");
    scene.time.advance(Duration.ofSeconds(5));
    scene.last().returns();
    assertEquals(StatesError.TIMEOUT, scene.view(arn).error());
    assertNull(scene.view(arn).output());
  }

  @Test
  void heartbeats_keep_a_task_alive_up_to_its_timeout() {
    Scene scene = new Scene(HEARTBEAT);
    String arn = scene.start("{}");
    String token = scene.last().token();
    for (int beat = 0; beat < 6; beat++) {
      scene.time.advance(Duration.ofSeconds(9));
      assertEquals(TokenAnswer.ACCEPTED, scene.machines.heartbeat(token), "beat " + beat);
    }
    scene.time.advance(Duration.ofSeconds(5));
    assertEquals(TokenAnswer.ACCEPTED, scene.machines.heartbeat(token));
    scene.time.advance(Duration.ofSeconds(1));
    assertEquals(TokenAnswer.TASK_OVER, scene.machines.heartbeat(token));
    assertEquals(ExecutionView.Status.FAILED, scene.view(arn).status());
    assertEquals(StatesError.TIMEOUT, scene.view(arn).error());
  }

  @Test
  void a_missed_heartbeat_is_a_timeout_and_can_be_caught_by_its_own_name() {
    Scene scene = new Scene(HEARTBEAT);
    String arn = scene.start("{}");
    scene.time.advance(Duration.ofSeconds(10));
    assertEquals(
        "{\"late\":{\"Error\":\"States.Timeout\",\"Cause\":\"\"}}", scene.view(arn).output());
    assertEquals(TokenAnswer.TASK_OVER, scene.machines.succeedTask(scene.last().token(), DONE));
  }

  @Test
  void a_machine_that_takes_too_long_ends_past_its_catchers() {
    Scene scene =
        new Scene(
            """
            {"StartAt":"A","TimeoutSeconds":7,"States":{"A":{"Type":"Task","End":true,
             "Resource":"arn:aws:states:::lambda:invoke",
             "Catch":[{"ErrorEquals":["States.ALL"],"Next":"B"}]},
             "B":{"Type":"Pass","End":true}}}
            """);
    String arn = scene.start("{}");
    scene.time.advance(Duration.ofSeconds(7));
    assertEquals(ExecutionView.Status.TIMED_OUT, scene.view(arn).status());
    assertEquals("ExecutionTimedOut", scene.eventTypes(arn).getLast());
    scene.last().returns();
    assertEquals(ExecutionView.Status.TIMED_OUT, scene.view(arn).status());
  }
}
