package dev.modelroute.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.aws.AwsClients;
import dev.modelroute.aws.stepfunctions.StepFunctionsOrchestrator;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.TaskError;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.local.stepfunctions.AslDialect;
import dev.modelroute.local.stepfunctions.LambdaTaskInvoker;
import dev.modelroute.local.stepfunctions.LocalStepFunctions;
import dev.modelroute.local.stepfunctions.RunnerSettings;
import dev.modelroute.local.stepfunctions.ScaledTimeLine;
import dev.modelroute.testkit.time.SettableTime;
import dev.modelroute.workflow.OutputUnusable;
import dev.modelroute.workflow.TransientFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The port's promises, kept by the adapter and the real client against the deployed definition. */
class StepFunctionsOrchestratorTest {
  /** At this scale a minute and a half. */
  private static final Duration LONG = Duration.ofDays(1);

  private final ScaledTimeLine time = new ScaledTimeLine(new SettableTime(), 1_000);
  private final AtomicInteger ids = new AtomicInteger();
  private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> settled = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> released = new LinkedBlockingQueue<>();
  private final LocalStepFunctions runner;
  private final SfnClient client;
  private final StepFunctionsOrchestrator orchestrator;
  private final ExecutionId execution = ExecutionId.of(UUID.randomUUID());

  StepFunctionsOrchestratorTest() throws IOException {
    runner = LocalStepFunctions.start(settings());
    client =
        new AwsClients(
                "us-east-1",
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                new AwsClients.Endpoints(null, null, null, runner.endpoint()))
            .stepFunctions();
    orchestrator = new StepFunctionsOrchestrator(client, runner.stateMachineArn());
  }

  @AfterEach
  void close() {
    client.close();
    runner.close();
    time.close();
  }

  private LocalStepFunctions.Settings settings() throws IOException {
    Set<String> errors =
        new HashSet<>(Set.of(TransientFault.class.getName(), OutputUnusable.class.getName()));
    Arrays.stream(TaskError.values()).map(TaskError::text).forEach(errors::add);
    Path root = Path.of(System.getProperty("project.root"));
    return new LocalStepFunctions.Settings(
        "executions",
        Files.readString(root.resolve("infra-cdk/src/main/resources/execution.asl.json")),
        Map.of(
            "Dispatch", "Dispatch",
            "Settle", "Settle",
            "Release", "Release",
            "TransientFault", TransientFault.class.getName(),
            "OutputUnusable", OutputUnusable.class.getName()),
        0,
        new RunnerSettings(
            AslDialect.lambdaOnly(errors),
            time,
            RandomGenerator.of("L64X128MixRandom"),
            () -> "id-" + ids.incrementAndGet(),
            new LambdaTaskInvoker(
                Map.of(
                    "Dispatch", event -> note(tokens, event, "token"),
                    "Settle", event -> note(settled, event, "execution_id"),
                    "Release", event -> note(released, event, "error"))),
            RunnerSettings.CLOSED_KEPT,
            0));
  }

  private static String note(BlockingQueue<String> notes, String event, String field) {
    notes.add(StrictJson.trusted(event).string(field).orElseThrow());
    return "{}";
  }

  private static String next(BlockingQueue<String> notes) throws InterruptedException {
    String note = notes.poll(20, TimeUnit.SECONDS);
    if (note == null) {
      throw new AssertionError("nothing came");
    }
    return note;
  }

  private void awaitEnd() {
    while (runner.runningCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_second_start_finds_the_running_machine() throws InterruptedException {
    orchestrator.start(execution, LONG);
    String token = next(tokens);
    orchestrator.start(execution, LONG);
    assertEquals(1, runner.runningCount());
    orchestrator.succeed(token, execution);
    assertEquals(execution.value(), next(settled));
    awaitEnd();
    assertNull(tokens.poll(), "dispatched once");
  }

  @Test
  void a_start_after_the_end_or_with_another_timeout_is_success_without_effect()
      throws InterruptedException {
    orchestrator.start(execution, LONG);
    String token = next(tokens);
    orchestrator.start(execution, LONG.plusSeconds(1));
    orchestrator.succeed(token, execution);
    next(settled);
    awaitEnd();
    orchestrator.start(execution, LONG);
    assertEquals(0, runner.runningCount());
    assertNull(tokens.poll(), "dispatched once");
  }

  @Test
  void the_first_answer_to_a_token_counts_and_later_ones_are_no_error()
      throws InterruptedException {
    orchestrator.start(execution, LONG);
    String token = next(tokens);
    orchestrator.succeed(token, execution);
    orchestrator.succeed(token, execution);
    orchestrator.fail(token, TaskError.FAILED);
    next(settled);
    awaitEnd();
    orchestrator.fail(token, TaskError.CANCELLED);
    assertNull(settled.poll());
    assertNull(released.poll());
  }

  @Test
  void a_failure_reaches_release_by_its_name() throws InterruptedException {
    orchestrator.start(execution, LONG);
    orchestrator.fail(next(tokens), TaskError.FAILED);
    assertEquals("Provider.Failed", next(released));
  }

  @Test
  void a_retryable_failure_comes_back_with_another_token() throws InterruptedException {
    orchestrator.start(execution, LONG);
    String first = next(tokens);
    orchestrator.fail(first, TaskError.RETRYABLE);
    String second = next(tokens);
    orchestrator.succeed(first, execution);
    assertNull(settled.poll(), "the first token is over");
    orchestrator.succeed(second, execution);
    assertEquals(execution.value(), next(settled));
  }

  @Test
  void answers_after_the_timeout_and_to_unknown_tokens_are_no_error() throws InterruptedException {
    orchestrator.start(execution, Duration.ofSeconds(60));
    String token = next(tokens);
    assertEquals("States.Timeout", next(released));
    orchestrator.succeed(token, execution);
    orchestrator.fail(token, TaskError.EXPIRED);
    orchestrator.succeed("nobody's", execution);
    awaitEnd();
    assertNull(settled.poll());
  }

  @Test
  void a_service_that_does_not_answer_is_said_so() {
    runner.close();
    assertThrows(StoreUnavailableException.class, () -> orchestrator.start(execution, LONG));
    assertThrows(StoreUnavailableException.class, () -> orchestrator.succeed("t", execution));
  }
}
