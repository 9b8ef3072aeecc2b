package dev.modelroute.local.stepfunctions;

import static dev.modelroute.local.stepfunctions.TokenAnswer.ACCEPTED;
import static dev.modelroute.local.stepfunctions.TokenAnswer.NO_SUCH_TASK;
import static dev.modelroute.local.stepfunctions.TokenAnswer.TASK_OVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A Lambda call that waits for its token, on the deployed file. */
final class TaskTokenTest {

  private static final JsonNode DONE = Json.MAPPER.createObjectNode().put("attempt", 1);

  private final Scene scene = new Scene(Scene.deployedDefinition());

  @Test
  void a_token_completed_after_the_handler_returned_leads_on_to_settle() {
    String arn = scene.start(Scene.INPUT);
    scene.last().returns();
    assertEquals(List.of("Dispatch"), scene.functionsCalled());
    assertEquals(ACCEPTED, scene.machines.succeedTask(scene.last().token(), DONE));
    assertEquals(List.of("Dispatch", "Settle"), scene.functionsCalled());
    assertEquals("{\"execution_id\":\"exec_1\"}", scene.last().payload().toString());
    scene.last().returns();
    assertEquals(
        "{\"execution_id\":\"exec_1\",\"timeout_seconds\":300,\"outcome\":{\"attempt\":1}}",
        scene.view(arn).output());
  }

  @Test
  void a_token_completed_before_the_handler_returns_counts() {
    scene.scripted(call -> {
      if (call.function().equals("Dispatch")) {
        assertEquals(ACCEPTED, scene.machines.succeedTask(call.token(), DONE));
      }
      call.returns();
    });
    String arn = scene.start(Scene.INPUT);
    assertEquals(ExecutionView.Status.SUCCEEDED, scene.view(arn).status());
    assertEquals(List.of("Dispatch", "Settle"), scene.functionsCalled());
    assertEquals(
        List.of(
            "ExecutionStarted",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskSucceeded",
            "TaskStateExited",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded"),
        scene.eventTypes(arn));
  }

  @Test
  void a_handler_that_fails_after_its_token_was_completed_changes_nothing() {
    scene.start(Scene.INPUT);
    Scene.Call dispatch = scene.last();
    assertEquals(ACCEPTED, scene.machines.succeedTask(dispatch.token(), DONE));
    dispatch.fails("Lambda.Unknown");
    assertEquals(List.of("Dispatch", "Settle"), scene.functionsCalled());
    assertEquals(0, scene.time.drain(10), "a retry was scheduled");
  }

  @Test
  void the_second_completion_is_told_that_the_task_is_over() {
    scene.start(Scene.INPUT);
    String token = scene.last().token();
    assertEquals(ACCEPTED, scene.machines.succeedTask(token, DONE));
    assertEquals(TASK_OVER, scene.machines.succeedTask(token, DONE));
    assertEquals(TASK_OVER, scene.machines.failTask(token, "Provider.Retryable", null));
    assertEquals(TASK_OVER, scene.machines.heartbeat(token));
    assertEquals(List.of("Dispatch", "Settle"), scene.functionsCalled());
  }

  @Test
  void a_completion_after_the_timeout_is_too_late() {
    scene.start(Scene.INPUT);
    String token = scene.last().token();
    scene.last().returns();
    scene.time.advance(Duration.ofSeconds(299));
    assertEquals(List.of("Dispatch"), scene.functionsCalled());
    scene.time.advance(Duration.ofSeconds(1));
    assertEquals(List.of("Dispatch", "Release"), scene.functionsCalled());
    assertEquals(
        "{\"execution_id\":\"exec_1\",\"error\":\"States.Timeout\"}",
        scene.last().payload().toString());
    assertEquals(TASK_OVER, scene.machines.succeedTask(token, DONE));
  }

  @Test
  void a_retry_has_a_new_token_and_the_older_one_is_dead() {
    scene.start(Scene.INPUT);
    String first = scene.last().token();
    assertEquals(0, scene.last().payload().get("attempt").intValue());
    assertEquals(ACCEPTED, scene.machines.failTask(first, "Provider.Retryable", null));
    scene.time.jump();
    assertEquals(List.of("Dispatch", "Dispatch"), scene.functionsCalled());
    String second = scene.last().token();
    assertNotEquals(first, second);
    assertEquals(1, scene.last().payload().get("attempt").intValue());
    assertEquals(TASK_OVER, scene.machines.succeedTask(first, DONE));
    assertEquals(2, scene.calls.size(), "the old token moved the machine");
    assertEquals(ACCEPTED, scene.machines.succeedTask(second, DONE));
    assertEquals("Settle", scene.last().function());
  }

  @Test
  void between_two_retries_there_is_no_task_to_complete() {
    scene.start(Scene.INPUT);
    String token = scene.last().token();
    assertEquals(ACCEPTED, scene.machines.failTask(token, "Provider.Busy", null));
    assertEquals(TASK_OVER, scene.machines.succeedTask(token, DONE));
  }

  @Test
  void a_stopped_execution_leaves_a_dead_token() {
    String arn = scene.start(Scene.INPUT);
    scene.machines.stop(arn, "Stopped", "by hand");
    assertEquals(ExecutionView.Status.ABORTED, scene.view(arn).status());
    assertEquals(TASK_OVER, scene.machines.succeedTask(scene.last().token(), DONE));
    scene.last().returns();
    assertEquals(0, scene.time.drain(10), "a timer was left");
    assertEquals("ExecutionAborted", scene.eventTypes(arn).getLast());
  }

  @Test
  void a_token_that_nobody_has_is_unknown() {
    assertEquals(NO_SUCH_TASK, scene.machines.succeedTask("nobody", DONE));
    assertEquals(NO_SUCH_TASK, scene.machines.heartbeat("nobody"));
  }

  @Test
  void a_failure_without_an_error_is_still_caught() {
    String arn = scene.start(Scene.INPUT);
    assertEquals(ACCEPTED, scene.machines.failTask(scene.last().token(), null, null));
    assertEquals("Release", scene.last().function());
    scene.last().returns();
    assertEquals(
        "{\"execution_id\":\"exec_1\",\"timeout_seconds\":300,"
            + "\"error\":{\"Error\":null,\"Cause\":null}}",
        scene.view(arn).output());
  }

  @Test
  void of_many_completions_at_once_exactly_one_wins() throws Exception {
    for (int round = 0; round < 200; round++) {
      Scene race = new Scene(Scene.deployedDefinition());
      race.start(Scene.INPUT);
      String token = race.last().token();
      List<Callable<TokenAnswer>> contenders = new ArrayList<>();
      for (int contender = 0; contender < 4; contender++) {
        contenders.add(() -> race.machines.succeedTask(token, DONE));
        contenders.add(() -> race.machines.failTask(token, "Provider.Failed", null));
      }
      contenders.add(() -> {
        race.time.advance(Duration.ofMinutes(5));
        return TASK_OVER;
      });
      int accepted = 0;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<TokenAnswer> answer : threads.invokeAll(contenders)) {
          accepted += answer.get() == ACCEPTED ? 1 : 0;
        }
      }
      boolean timedOut = race.last().payload().path("error").asText().equals("States.Timeout");
      assertEquals(timedOut ? 0 : 1, accepted, "round " + round);
      assertEquals(2, race.calls.size(), "round " + round);
    }
  }
}
