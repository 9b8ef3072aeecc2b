package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.file.ObjectStore.Area;
import dev.modelroute.core.flow.CancelExecution.Cancellation;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.money.Resolution;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.testkit.contract.Parallel;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.flow.Machine;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Settle, release, cancel and expire: what each does to the money, and that it does it once. */
class EndingsTest {
  private static final Route POLLED = Script.route("alpha", RouteMode.POLL);
  private static final Route CALLED_BACK = Script.route("alpha", RouteMode.CALLBACK);

  private final PlatformOnTwins platform = new PlatformOnTwins();

  @ParameterizedTest
  @CsvSource({
    "0, 10.000 0.000 0.000, 0.000",
    "0.000000001, 9.999999999 0.000 0.000000001, 0.000",
    "0.048, 9.952 0.000 0.048, 0.000",
    "0.05, 9.952 0.000 0.048, 0.002"
  })
  void the_charge_is_the_cost_and_never_more_than_the_hold(
      String cost, String money, String platformLoss) {
    platform.alpha().answers(Script.succeeds(cost));

    ExecutionId id = platform.submitted("a");

    assertEquals(money, platform.money(), cost);
    Resolution resolution = platform.execution(id).resolution().orElseThrow();
    assertEquals(platformLoss, resolution.platformLoss().toUsd(), cost);
  }

  @Test
  void settling_again_moves_nothing() {
    platform.alpha().answers(Script.paints("0.03"));
    ExecutionId id = platform.submitted("a");
    Set<String> objects = objects();

    assertEquals(new Settled.NothingToDo(), platform.useCases().settle().settle(id));
    assertEquals(
        new Settled.NothingToDo(), platform.useCases().release().release(id, ReleaseCause.FAULT));

    assertEquals("9.970 0.000 0.030", platform.money());
    assertEquals(objects, objects());
    assertEquals(2, platform.rows().webhooks().events().size());
  }

  @Test
  void a_settle_that_dies_after_its_transaction_is_over_when_repeated() {
    platform.alpha().answers(Script.paints("0.03"));
    ExecutionId id = platform.accepted("a");
    platform.points().unavailableAfter("ExecutionStore.resolveOnce");
    assertThrows(StoreUnavailableException.class, () -> platform.machine().play(id));
    platform.points().heal();
    Set<String> objects = objects();

    assertEquals(Machine.State.ENDED, platform.machine().play(id));

    assertEquals("9.970 0.000 0.030", platform.money());
    assertEquals(objects, objects(), "the same file keys");
  }

  @Test
  void settling_without_a_result_is_a_fault_of_ours() {
    ExecutionId id = platform.accepted("a");

    assertThrows(IllegalStateException.class, () -> platform.useCases().settle().settle(id));
    assertEquals("9.952 0.048 0.000", platform.money());
  }

  @Test
  void an_output_that_is_not_what_it_should_be_is_released() {
    platform.alpha().answers(Script.paints("<html>".getBytes(StandardCharsets.UTF_8), "0.03"));

    ExecutionId id = platform.submitted("a");

    assertEnded(id, new Ending.Failed(ErrorCode.GENERATION_FAILED));
  }

  @Test
  void a_cost_that_can_not_be_counted_is_released() {
    platform.routes(Script.priced("alpha", "0.000000002"));
    platform.alpha().answers(Script.succeeds("9000000000"));
    platform.credit(platform.caller().account(), "100000000");

    ExecutionId id = platform.submitted("a");

    assertEquals(new Ending.Failed(ErrorCode.GENERATION_FAILED), platform.execution(id).ending());
  }

  @ParameterizedTest
  @EnumSource(names = {"ATTEMPTS_FAILED", "EXPIRED", "FAULT"})
  void a_recorded_result_is_settled_whatever_brought_the_machine_to_release(ReleaseCause cause) {
    platform.alpha().answers(Script.paints("0.03"));
    ExecutionId id = platform.accepted("a");
    platform.useCases().dispatch().dispatch(id, "token");

    assertInstanceOf(Settled.Done.class, platform.useCases().release().release(id, cause));

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals("9.970 0.000 0.030", platform.money());
  }

  @ParameterizedTest
  @CsvSource({
    "ATTEMPTS_FAILED, FAILED, MODEL_UNAVAILABLE",
    "EXPIRED, EXPIRED, GENERATION_TIMEOUT",
    "OUTPUT_UNUSABLE, FAILED, GENERATION_FAILED",
    "FAULT, FAILED, INTERNAL_ERROR"
  })
  void release_gives_the_hold_back_with_a_code(
      ReleaseCause cause, ExecutionState state, ErrorCode code) {
    ExecutionId id = platform.accepted("a");

    platform.useCases().release().release(id, cause);

    Execution execution = platform.execution(id);
    assertEquals(state, execution.state(), cause.name());
    assertEquals(
        code, execution.ending() == null ? null : execution.ending().error().orElseThrow());
    assertEquals("10.000 0.000 0.000", platform.money(), cause.name());
    assertEquals(1, platform.rows().webhooks().events().size(), cause.name());
  }

  @Test
  void a_machine_that_was_cancelled_releases_nothing() {
    ExecutionId id = platform.accepted("a");

    assertEquals(
        new Settled.NothingToDo(),
        platform.useCases().release().release(id, ReleaseCause.CANCELLED));

    assertEquals("9.952 0.048 0.000", platform.money());
  }

  @ParameterizedTest
  @CsvSource({
    "Provider.Retryable, ATTEMPTS_FAILED",
    "Provider.Busy, ATTEMPTS_FAILED",
    "Provider.Failed, ATTEMPTS_FAILED",
    "Execution.Expired, EXPIRED",
    "States.Timeout, EXPIRED",
    "States.HeartbeatTimeout, EXPIRED",
    "Cancelled, CANCELLED",
    "com.example.Odd, OUTPUT_UNUSABLE",
    "Lambda.Unknown, FAULT",
    "'', FAULT"
  })
  void release_reads_the_machines_error(String error, ReleaseCause cause) {
    assertEquals(cause, ReleaseCause.of(error, "com.example.Odd"), error);
  }

  @ParameterizedTest
  @CsvSource({"PENDING, 0", "PROCESSING, 1", "AWAITING_WEBHOOK, 1"})
  void what_is_open_can_be_cancelled(ExecutionState state, int jobs) {
    ExecutionId id = open(state);

    Cancellation.Done done = assertInstanceOf(Cancellation.Done.class, cancel(id), state.name());

    assertEquals(ExecutionState.CANCELLED, done.execution().state());
    assertEquals("10.000 0.000 0.000", platform.money(), state.name());
    assertEquals(jobs, platform.alpha().cancelled().size(), state.name());
    assertEquals(Machine.State.ENDED, platform.machine().play(id), state.name());
    assertTrue(platform.event(id, Slot.FINAL).orElseThrow().body().contains("execution.cancelled"));
    assertInstanceOf(Cancellation.TooLate.class, cancel(id), "again");
    assertEquals("10.000 0.000 0.000", platform.money(), state.name());
  }

  @Test
  void what_is_over_can_not_be_cancelled() {
    platform.alpha().answers(Script.succeeds("0.03"));
    ExecutionId id = platform.submitted("a");

    Cancellation.TooLate late = assertInstanceOf(Cancellation.TooLate.class, cancel(id));

    assertEquals(ExecutionState.COMPLETED, late.execution().state());
    assertEquals("9.970 0.000 0.030", platform.money());
  }

  @Test
  void another_organisation_finds_nothing_to_cancel() {
    ExecutionId id = platform.accepted("a");

    assertEquals(
        new Cancellation.NotFound(),
        platform.useCases().cancel().cancel(platform.caller(AccountMode.LIVE).organization(), id));
    assertEquals(ExecutionState.PENDING, platform.execution(id).state());
  }

  @ParameterizedTest
  @CsvSource({
    "Orchestrator.fail",
    "AttemptStore.all",
    "ProviderAdapter.cancel",
    "WebhookQueue.sendEvent"
  })
  void a_cancel_is_done_once_it_is_committed(String unavailable) {
    ExecutionId id = open(ExecutionState.PROCESSING);
    platform.points().unavailable(unavailable);

    assertInstanceOf(Cancellation.Done.class, cancel(id), unavailable);
    assertEquals("10.000 0.000 0.000", platform.money(), unavailable);
  }

  @Test
  void a_cancel_meets_a_move_and_wins_all_the_same() {
    ExecutionId id = platform.accepted("a");
    platform.alpha().answers(Script.running());
    platform
        .points()
        .before(
            "ExecutionStore.resolveOnce",
            () ->
                platform
                    .rows()
                    .executions()
                    .start(
                        platform.execution(id).started(platform.time().instant()),
                        startedEvent(id)));

    assertInstanceOf(Cancellation.Done.class, cancel(id));

    assertEquals("10.000 0.000 0.000", platform.money());
  }

  @Test
  void of_a_cancel_and_a_settle_at_once_one_wins() {
    for (int round = 0; round < 50; round++) {
      PlatformOnTwins each = new PlatformOnTwins();
      each.alpha().answers(Script.succeeds("0.03"));
      ExecutionId id = each.accepted("a");
      each.useCases().dispatch().dispatch(id, "token");

      Parallel.call(
          2,
          i ->
              i == 0
                  ? each.useCases().cancel().cancel(each.caller().organization(), id)
                  : each.useCases().settle().settle(id));

      boolean settled = each.execution(id).state() == ExecutionState.COMPLETED;
      assertEquals(settled ? "9.970 0.000 0.030" : "10.000 0.000 0.000", each.money());
      assertEquals(
          List.of(), each.useCases().prove().prove().getFirst().differences(), "round " + round);
    }
  }

  @Test
  void expiry_ends_the_task_and_the_job() {
    ExecutionId id = open(ExecutionState.AWAITING_WEBHOOK);

    assertInstanceOf(
        Resolved.Ended.class, platform.useCases().expire().expire(platform.execution(id)));
    assertInstanceOf(
        Resolved.AlreadyEnded.class, platform.useCases().expire().expire(platform.execution(id)));

    assertEnded(id, new Ending.Expired());
    assertEquals(1, platform.alpha().cancelled().stream().distinct().count());
    assertEquals(Machine.State.ENDED, platform.machine().play(id));
  }

  @Test
  void a_task_that_times_out_expires_the_execution() {
    ExecutionId id = open(ExecutionState.PROCESSING);

    assertEquals(Machine.State.ENDED, platform.machine().timeOut(id));

    assertEnded(id, new Ending.Expired());
    assertEquals(1, platform.alpha().cancelled().size());
  }

  private ExecutionId open(ExecutionState state) {
    Route route = state == ExecutionState.PROCESSING ? POLLED : CALLED_BACK;
    platform.routes(route);
    platform.alpha().answers(platform.alpha().accepts(route, "job-1"));
    ExecutionId id = platform.accepted("a");
    if (state != ExecutionState.PENDING) {
      platform.machine().play(id);
    }
    assertEquals(state, platform.execution(id).state());
    return id;
  }

  private Cancellation cancel(ExecutionId id) {
    return platform.useCases().cancel().cancel(platform.caller().organization(), id);
  }

  private Set<String> objects() {
    return platform.objects().keys(Area.FILES);
  }

  private void assertEnded(ExecutionId id, Ending ending) {
    assertEquals(ending, platform.execution(id).ending());
    assertEquals("10.000 0.000 0.000", platform.money());
  }

  private WebhookEvent startedEvent(ExecutionId id) {
    return new Executions(platform.time(), platform.ids())
        .event(platform.execution(id).started(platform.time().instant()));
  }
}
