package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.flow.CancelExecution.Cancellation;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.testkit.contract.Parallel;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.flow.Machine;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cancel and expire: the hold comes back once, the machine and the provider are told. */
class CancelExecutionTest {
  private static final Route POLLED = Script.route("alpha", RouteMode.POLL);
  private static final Route CALLED_BACK = Script.route("alpha", RouteMode.CALLBACK);

  private final PlatformOnTwins platform = new PlatformOnTwins();

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
                        startedEvent(id),
                        new Executions(platform.time(), platform.ids())
                            .attempt(platform.execution(id), 1)));

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

  private void assertEnded(ExecutionId id, Ending ending) {
    assertEquals(ending, platform.execution(id).ending());
    assertEquals("10.000 0.000 0.000", platform.money());
  }

  private WebhookEvent startedEvent(ExecutionId id) {
    return new Executions(platform.time(), platform.ids())
        .event(platform.execution(id).started(platform.time().instant()));
  }
}
