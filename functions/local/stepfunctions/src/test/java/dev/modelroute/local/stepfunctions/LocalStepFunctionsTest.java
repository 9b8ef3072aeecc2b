package dev.modelroute.local.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The whole runner, with handlers that complete tokens through the real client. */
final class LocalStepFunctionsTest {

  private static final int EXECUTIONS = 200;

  /** A day, since a slow machine may well lose the 300 ms that five minutes are at this scale. */
  private static final String PATIENT = "{\"execution_id\":\"exec_1\",\"timeout_seconds\":86400}";

  private final CompletableFuture<SfnClient> client = new CompletableFuture<>();
  private final CountDownLatch settled = new CountDownLatch(EXECUTIONS);
  private final AtomicInteger dispatched = new AtomicInteger();
  private final AtomicInteger ids = new AtomicInteger();

  @Test
  void many_executions_run_to_their_end_in_scaled_time_and_leave_nothing_behind() throws Exception {
    Map<String, LambdaFunction> functions =
        Map.of("Dispatch", this::dispatch, "Settle", this::settle, "Release", event -> event);
    VirtualTimeLine wall = new VirtualTimeLine(Scene.START);
    try (ScaledTimeLine time = new ScaledTimeLine(wall, 1_000);
        LocalStepFunctions runner =
            LocalStepFunctions.start(
                settings(time, functions, () -> "id-" + ids.incrementAndGet()));
        SfnClient sfn = StepFunctionsFrontTest.client(runner.endpoint())) {
      client.complete(sfn);
      for (int number = 0; number < EXECUTIONS; number++) {
        String name = "exec_" + number;
        sfn.startExecution(
            request -> request.stateMachineArn(runner.stateMachineArn()).name(name).input(PATIENT));
      }
      assertTrue(settled.await(60, TimeUnit.SECONDS), () -> settled.getCount() + " are missing");
      while (runner.runningCount() > 0) {
        Thread.onSpinWait();
      }
    }
    assertEquals(2 * EXECUTIONS, dispatched.get());
  }

  /** Fails the first attempt and completes the second, both before it returns. */
  private String dispatch(String event) throws JsonProcessingException {
    dispatched.incrementAndGet();
    JsonNode payload = Json.parse(event);
    String token = payload.get("token").textValue();
    if (payload.get("attempt").intValue() == 0) {
      client
          .join()
          .sendTaskFailure(request -> request.taskToken(token).error("Provider.Retryable"));
    } else {
      client.join().sendTaskSuccess(request -> request.taskToken(token).output("{}"));
    }
    return "{}";
  }

  private String settle(String event) {
    settled.countDown();
    return event;
  }

  @Test
  void a_definition_outside_the_subset_does_not_start() {
    VirtualTimeLine time = new VirtualTimeLine(Scene.START);
    LocalStepFunctions.Settings settings = settings(time, Map.of(), () -> "id");
    LocalStepFunctions.Settings bad =
        new LocalStepFunctions.Settings(
            "executions",
            settings.definition().replace("\"Task\"", "\"Map\""),
            settings.substitutions(),
            0,
            settings.runner());
    RefusedDefinitionException refused =
        assertThrows(RefusedDefinitionException.class, () -> LocalStepFunctions.start(bad));
    assertEquals("$.States.Dispatch.Type", refused.path());
  }

  private static LocalStepFunctions.Settings settings(
      TimeLine time, Map<String, LambdaFunction> functions, Supplier<String> ids) {
    return new LocalStepFunctions.Settings(
        "executions",
        Scene.deployedDefinition(),
        Scene.SUBSTITUTIONS,
        0,
        new RunnerSettings(
            Scene.PRODUCTION,
            time,
            RandomGenerator.of("L64X128MixRandom"),
            ids,
            new LambdaTaskInvoker(functions),
            RunnerSettings.CLOSED_KEPT,
            0));
  }
}
