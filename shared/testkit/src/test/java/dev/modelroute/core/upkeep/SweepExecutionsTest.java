package dev.modelroute.core.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.upkeep.SweepExecutions.Swept;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import dev.modelroute.testkit.flow.ScriptedCatalog;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepExecutionsTest {
  private static final Route ALPHA = Script.route("alpha", RouteMode.POLL);
  private static final Swept NOTHING = new Swept(0, 0, 0, 0);

  private final PlatformOnTwins platform = new PlatformOnTwins().listening();

  @Test
  void a_lost_start_is_made_good_after_a_minute() {
    platform.points().unavailable("Orchestrator.start");
    ExecutionId id = platform.accepted("a");
    platform.points().heal();

    assertEquals(NOTHING, sweepAfter("PT59S"));
    assertEquals(new Swept(1, 0, 0, 0), sweepAfter("PT1S"));
    assertEquals(NOTHING, sweepAfter("PT59S"));
    assertEquals(new Swept(1, 0, 0, 0), sweepAfter("PT1S"));

    assertEquals(Set.of(id), platform.rows().orchestrator().machines().keySet());
  }

  @Test
  void a_start_that_fails_again_is_tried_again() {
    platform.points().unavailable("Orchestrator.start");
    platform.accepted("a");

    assertEquals(new Swept(0, 0, 0, 1), sweepAfter("PT60S"));
    platform.points().heal();

    assertEquals(new Swept(1, 0, 0, 0), sweepAfter("PT60S"));
  }

  @ParameterizedTest
  @CsvSource({"PENDING", "PROCESSING", "AWAITING_WEBHOOK"})
  void what_is_past_its_deadline_ends_after_the_clock_allowance(ExecutionState state) {
    ExecutionId id = open(state);

    Swept before = sweepAfter(ScriptedCatalog.TIMEOUT.plusMillis(4_999).toString());
    assertEquals(0, before.expired(), state.name());
    // Restarted a moment ago, a PENDING one is looked at again a minute later.
    assertEquals(1, sweepAfter("PT61S").expired(), state.name());

    assertEquals(new Ending.Expired(), platform.execution(id).ending());
    assertEquals("10.000 0.000 0.000", platform.money());
    assertEquals(state == ExecutionState.PENDING ? 0 : 1, platform.alpha().cancelled().size());
    assertEquals(NOTHING, sweepAfter("PT24H"));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT10M, ten minutes later", "PT9M, PT1M5S, as the deadline passes"})
  void a_result_nobody_settled_is_settled_and_never_expires(
      String dispatchedAfter, String settledAfter, String when) {
    platform.alpha().answers(Script.paints("0.03"));
    ExecutionId id = platform.accepted("a");
    platform.time().advance(Duration.parse(dispatchedAfter));
    platform.useCases().dispatch().dispatch(id, "token");

    Duration settled = Duration.parse(settledAfter);
    assertEquals(NOTHING, sweepAfter(settled.minusSeconds(1).toString()), when);
    assertEquals(new Swept(0, 0, 1, 0), sweepAfter("PT1S"), when);

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals("9.970 0.000 0.030", platform.money());
  }

  @Test
  void a_final_failure_nobody_released_is_released_after_ten_minutes() {
    platform.alpha().answers(Script.rejects());
    ExecutionId id = platform.accepted("a");
    platform.useCases().dispatch().dispatch(id, "token");

    assertEquals(new Swept(0, 0, 1, 0), sweepAfter("PT10M"));

    assertEquals(
        new Ending.Failed(ErrorCode.CONTENT_MODERATION_REJECTED), platform.execution(id).ending());
  }

  @Test
  void a_failure_that_another_route_may_mend_waits_for_the_machine_until_the_deadline() {
    platform.alpha().answers(Script.overloaded());
    ExecutionId id = platform.accepted("a");
    platform.useCases().dispatch().dispatch(id, "token");

    assertEquals(NOTHING, sweepAfter("PT10M"));
    assertEquals(new Swept(0, 1, 0, 0), sweepAfter("PT5S"));

    assertEquals(new Ending.Expired(), platform.execution(id).ending());
  }

  @Test
  void a_row_whose_store_fails_does_not_stop_the_others() {
    platform.points().unavailable("Orchestrator.start");
    platform.accepted("a");
    platform.accepted("b");
    platform.accepted("c");
    platform.points().heal();
    platform.time().advance(Duration.ofMinutes(1));
    platform
        .points()
        .before("ExecutionStore.defer", () -> platform.points().unavailable("Orchestrator.start"));
    platform
        .points()
        .before(
            "Orchestrator.start",
            () -> platform.points().before("ExecutionStore.defer", platform.points()::heal));

    assertEquals(new Swept(2, 0, 0, 1), platform.useCases().sweep().sweep());
  }

  @Test
  void a_row_that_is_our_fault_does_not_stop_the_others_and_is_not_hidden() {
    ExecutionId broken = open(ExecutionState.PROCESSING);
    platform.time().advance(Duration.ofSeconds(1));
    platform.submitted("b");
    platform
        .points()
        .before(
            "ProviderAdapter.cancel",
            () -> {
              throw new IllegalStateException("a fault of ours");
            });
    platform.time().advance(Duration.ofMinutes(11));

    assertThrows(IllegalStateException.class, () -> platform.useCases().sweep().sweep());

    assertEquals(ExecutionState.EXPIRED, platform.execution(broken).state());
    assertEquals("10.000 0.000 0.000", platform.money(), "the other one expired too");
  }

  @Test
  void events_that_were_not_queued_are_queued_after_a_minute() {
    platform.points().unavailable("WebhookQueue.sendEvent");
    platform.alpha().answers(Script.succeeds("0.03"));
    platform.submitted("a");
    assertTrue(platform.rows().webhooks().events().isEmpty());

    platform.time().advance(Duration.ofSeconds(59));
    assertEquals(new ResendOutbox.Resent(0, 0), platform.useCases().resend().resend());
    platform.time().advance(Duration.ofSeconds(1));
    assertEquals(new ResendOutbox.Resent(0, 2), platform.useCases().resend().resend());
    platform.points().heal();
    assertEquals(new ResendOutbox.Resent(2, 0), platform.useCases().resend().resend());
    assertEquals(new ResendOutbox.Resent(0, 0), platform.useCases().resend().resend());

    assertEquals(2, platform.rows().webhooks().events().size());
  }

  @Test
  void an_event_that_was_queued_but_not_noted_is_queued_again() {
    platform.points().unavailable("Outbox.markSent");
    platform.alpha().answers(Script.succeeds("0.03"));
    platform.submitted("a");
    platform.points().heal();
    platform.time().advance(Duration.ofMinutes(1));

    assertEquals(new ResendOutbox.Resent(2, 0), platform.useCases().resend().resend());

    assertEquals(4, platform.rows().webhooks().events().size(), "at least once");
  }

  private Swept sweepAfter(String duration) {
    platform.time().advance(Duration.parse(duration));
    return platform.useCases().sweep().sweep();
  }

  private ExecutionId open(ExecutionState state) {
    Route route =
        state == ExecutionState.AWAITING_WEBHOOK
            ? Script.route("alpha", RouteMode.CALLBACK)
            : ALPHA;
    platform.routes(route);
    platform.alpha().answers(platform.alpha().accepts(route, "job-1"));
    ExecutionId id = platform.accepted("a");
    if (state != ExecutionState.PENDING) {
      platform.machine().play(id);
    }
    return id;
  }
}
