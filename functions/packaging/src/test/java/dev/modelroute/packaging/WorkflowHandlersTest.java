package dev.modelroute.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.aws.sqs.PollMessage;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.flow.TaskError;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.money.Money;
import dev.modelroute.testkit.memory.MemoryOrchestrator.Answer;
import dev.modelroute.workflow.DispatchHandler;
import dev.modelroute.workflow.OutputUnusable;
import dev.modelroute.workflow.PollConsumer;
import dev.modelroute.workflow.ReleaseHandler;
import dev.modelroute.workflow.SettleHandler;
import dev.modelroute.workflow.TransientFault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowHandlersTest {
  private final Functions functions = new Functions();
  private final DispatchHandler dispatch = new DispatchHandler(functions.context);
  private final SettleHandler settle = new SettleHandler(functions.context);
  private final ReleaseHandler release = new ReleaseHandler(functions.context);
  private final PollConsumer poll = new PollConsumer(functions.context);

  @AfterEach
  void close() {
    functions.close();
  }

  @Test
  void dispatch_answers_by_token_and_settle_charges() throws IOException {
    Execution execution = functions.submit("sim-image", Map.of());
    assertEquals("{}", dispatch(execution, "t1"));
    assertEquals(
        Optional.of(new Answer.Success(execution.id())),
        functions.platform.orchestrator().answer("t1"));
    assertEquals(ExecutionState.PROCESSING, functions.now(execution).state());
    assertEquals("{}", settle(execution));
    assertEquals(ExecutionState.COMPLETED, functions.now(execution).state());
    assertEquals(Money.ZERO, functions.held());
    assertEquals("{}", settle(execution), "a repetition changes nothing");
  }

  @Test
  void an_attempt_that_fails_for_good_is_told_by_token_and_released() throws IOException {
    Execution execution =
        functions.submit("sim-image", Map.of("outcome", "CONTENT_MODERATION_REJECTED"));
    assertEquals("{}", dispatch(execution, "t1"));
    assertEquals(
        Optional.of(new Answer.Failure(TaskError.FAILED)),
        functions.platform.orchestrator().answer("t1"));
    assertEquals("{}", release(execution, "Provider.Failed"));
    assertEquals(
        new Ending.Failed(ErrorCode.CONTENT_MODERATION_REJECTED),
        functions.now(execution).ending());
    assertEquals(Money.ZERO, functions.held());
  }

  @Test
  void an_unusable_result_is_thrown_by_the_name_the_machine_catches() throws IOException {
    Execution execution = functions.submit("sim-image", Map.of("output", "html_as_png"));
    dispatch(execution, "t1");
    OutputUnusable thrown = assertThrows(OutputUnusable.class, () -> settle(execution));
    assertEquals("dev.modelroute.workflow.OutputUnusable", thrown.getClass().getName());
    assertTrue(functions.log().contains("\"event\":\"output_unusable\""), functions::log);
    assertEquals("{}", release(execution, thrown.getClass().getName()));
    assertEquals(new Ending.Failed(ErrorCode.GENERATION_FAILED), functions.now(execution).ending());
  }

  @Test
  void a_store_that_does_not_answer_is_the_fault_the_machine_retries() throws IOException {
    Execution execution = functions.submit("sim-image", Map.of());
    functions.storeOutage.begin();
    TransientFault thrown = assertThrows(TransientFault.class, () -> dispatch(execution, "t1"));
    assertEquals("dev.modelroute.workflow.TransientFault", thrown.getClass().getName());
    assertFalse(String.valueOf(thrown.getMessage()).contains("secret text"));
    assertThrows(StoreUnavailableException.class, () -> settle(execution));
    assertThrows(StoreUnavailableException.class, () -> release(execution, "Provider.Failed"));
    functions.storeOutage.end();
    assertEquals("{}", dispatch(execution, "t2"));
    assertInstanceOf(
        Answer.Success.class, functions.platform.orchestrator().answer("t2").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "Provider.Retryable, FAILED, MODEL_UNAVAILABLE, false",
    "Provider.Busy, FAILED, MODEL_UNAVAILABLE, false",
    "Provider.Failed, FAILED, MODEL_UNAVAILABLE, false",
    "Execution.Expired, EXPIRED, GENERATION_TIMEOUT, false",
    "States.Timeout, EXPIRED, GENERATION_TIMEOUT, false",
    "dev.modelroute.workflow.OutputUnusable, FAILED, GENERATION_FAILED, false",
    "java.lang.NullPointerException, FAILED, INTERNAL_ERROR, true",
    "Lambda.Unknown, FAILED, INTERNAL_ERROR, true",
    "Cancelled, PENDING, , false",
  })
  void release_ends_an_execution_by_the_name_of_the_error(
      String error, ExecutionState state, String code, boolean alarm) throws IOException {
    Execution execution = functions.submit("sim-image", Map.of());
    assertEquals("{}", release(execution, error));
    Execution ended = functions.now(execution);
    assertEquals(state, ended.state());
    if (ended.ending() instanceof Ending.Failed(ErrorCode failed)) {
      assertEquals(code, failed.name());
    }
    assertEquals(alarm, functions.log().contains("\"event\":\"machine_fault\""), functions::log);
    assertEquals(state == ExecutionState.PENDING, !functions.held().equals(Money.ZERO));
  }

  @Test
  void a_poll_finds_the_result_and_answers_the_token() throws IOException {
    Execution execution = functions.submit("sim-image-poll", Map.of());
    dispatch(execution, "t1");
    assertEquals(Optional.empty(), functions.platform.orchestrator().answer("t1"));
    functions.time.advance(java.time.Duration.ofSeconds(30));
    assertEquals(Functions.failures(), Functions.call(poll, Functions.batch(reminders())));
    assertEquals(
        Optional.of(new Answer.Success(execution.id())),
        functions.platform.orchestrator().answer("t1"));
  }

  @Test
  void only_the_poll_that_met_a_fault_of_ours_comes_again() throws IOException {
    Execution sick = functions.submit("sim-image-poll", Map.of());
    Execution well = functions.submit("sim-image-poll", Map.of());
    dispatch(sick, "sick");
    dispatch(well, "well");
    functions.time.advance(java.time.Duration.ofSeconds(30));
    List<String> bodies = new java.util.ArrayList<>(List.of("?", "{\"execution_id\":1}"));
    bodies.addAll(reminders());
    functions.storeOutage.about(sick.id());
    assertEquals(Functions.failures("m2"), Functions.call(poll, Functions.batch(bodies)));
    assertInstanceOf(
        Answer.Success.class, functions.platform.orchestrator().answer("well").orElseThrow());
    assertEquals(Optional.empty(), functions.platform.orchestrator().answer("sick"));
    assertTrue(functions.log().contains("\"event\":\"poll_failed\""), functions::log);
    assertFalse(functions.log().contains("secret text"), functions::log);
    assertEquals(2, functions.log().split("poll_message_unreadable", -1).length - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "[]", "{", "{\"execution_id\":7}"})
  void a_payload_that_is_none_is_a_fault_without_effect(String event) {
    assertThrows(Exception.class, () -> Functions.call(dispatch, event));
    assertThrows(Exception.class, () -> Functions.call(settle, event));
    assertThrows(Exception.class, () -> Functions.call(release, event));
  }

  private List<String> reminders() {
    return functions.platform.polls().takeAll().stream()
        .map(reminder -> PollMessage.format(reminder.ticket()))
        .toList();
  }

  private String dispatch(Execution execution, String token) throws IOException {
    return Functions.call(dispatch, Functions.state(execution.id(), "token", token));
  }

  private String settle(Execution execution) throws IOException {
    return Functions.call(settle, Functions.state(execution.id(), "attempt", "0"));
  }

  private String release(Execution execution, String error) throws IOException {
    return Functions.call(release, Functions.state(execution.id(), "error", error));
  }
}
