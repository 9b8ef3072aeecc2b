package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.Attempt.Phase;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.testkit.flow.Machine;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dispatch finds of a run that died, and of a call that came twice. */
class DispatchRecoveryTest {
  private static final Route ALPHA = Script.route("alpha", RouteMode.SYNC);
  private static final Route BETA = Script.route("beta", RouteMode.SYNC);

  private final PlatformOnTwins platform = new PlatformOnTwins();

  @Test
  void the_same_call_again_does_nothing_while_the_first_is_within_its_lease() {
    ExecutionId id = platform.accepted("a");
    platform
        .alpha()
        .answersBy(request -> {
          assertEquals(new Dispatched.Duplicate(), platform.machine().callAgain(id));
          return Script.succeeds("0.01");
        });

    platform.machine().play(id);

    assertEquals(1, platform.alpha().submitted().size());
  }

  @Test
  void the_same_call_after_an_answer_tells_it_again() {
    platform.alpha().answers(Script.succeeds("0.01"));
    ExecutionId id = platform.accepted("a");
    platform.useCases().dispatch().dispatch(id, "token");

    assertEquals(
        new Dispatched.Answered("token", id), platform.useCases().dispatch().dispatch(id, "token"));
    assertEquals(1, platform.alpha().submitted().size());
  }

  @Test
  void store_trouble_before_the_call_leaves_nothing_in_doubt() {
    platform.routes(ALPHA);
    platform.alpha().answers(Script.succeeds("0.01"));
    ExecutionId id = platform.accepted("a");
    platform.points().unavailable("ExecutionStore.start");
    assertThrows(StoreUnavailableException.class, () -> platform.machine().play(id));
    platform.points().heal();

    platform.machine().play(id);

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals(Phase.ANSWERED, platform.lastAttempt(id).phase());
    assertEquals(1, platform.attempts(id).size());
    assertEquals(1, platform.alpha().submitted().size());
  }

  @Test
  void an_input_file_that_can_not_be_read_now_leaves_nothing_in_doubt() {
    platform.routes(ALPHA);
    platform.alpha().answers(Script.succeeds("0.01"));
    ExecutionId id = platform.acceptedWithFile("a");
    platform.points().unavailable("FileStore.find");
    assertThrows(StoreUnavailableException.class, () -> platform.machine().play(id));
    platform.points().heal();

    platform.machine().play(id);

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals(1, platform.attempts(id).size());
  }

  @Test
  void a_call_that_was_lost_in_a_crash_is_not_repeated_blindly() {
    platform.routes(ALPHA, BETA);
    platform.alpha().answers(Script.succeeds("0.01"));
    platform.beta().answers(Script.succeeds("0.02"));
    ExecutionId id = platform.accepted("a");
    platform.points().unavailable("AttemptStore.recordOutcome");
    assertThrows(StoreUnavailableException.class, () -> platform.machine().play(id));
    platform.points().heal();

    platform.machine().play(id);

    assertEquals(List.of(ALPHA.id(), BETA.id()), routes(id));
    AttemptOutcome.Failed lost =
        assertInstanceOf(AttemptOutcome.Failed.class, platform.attempts(id).getFirst().outcome());
    assertTrue(lost.failure().inDoubt());
    assertEquals("9.980 0.000 0.020", platform.money());
  }

  @Test
  void an_outcome_nobody_told_the_machine_is_carried_on() {
    platform.alpha().answers(Script.succeeds("0.01"));
    ExecutionId id = platform.accepted("a");
    platform.points().unavailable("Orchestrator.succeed");
    assertThrows(StoreUnavailableException.class, () -> platform.machine().play(id));
    platform.points().heal();

    platform.machine().play(id);

    assertEquals(1, platform.alpha().submitted().size());
    assertEquals("9.990 0.000 0.010", platform.money());
  }

  @ParameterizedTest
  @CsvSource({"POLL", "CALLBACK"})
  void a_machine_that_comes_back_takes_over_the_job_that_runs(RouteMode mode) {
    Route route = Script.route("alpha", mode);
    platform.routes(route);
    platform
        .alpha()
        .answers(platform.alpha().accepts(route, "job-1"))
        .polls(Script.succeeds("0.01"));
    ExecutionId id = platform.accepted("a");
    platform.points().unavailable("PollQueue.remind");
    assertThrows(StoreUnavailableException.class, () -> platform.machine().play(id));
    platform.points().heal();

    assertEquals(Machine.State.DISPATCH, platform.machine().play(id));

    assertEquals(platform.machine().token(id), platform.lastAttempt(id).taskToken());
    platform.pollOnce();
    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals(1, platform.alpha().submitted().size());
    assertEquals("9.990 0.000 0.010", platform.money());
  }

  @Test
  void a_job_that_ends_while_it_is_taken_over_is_carried_on() {
    Route route = Script.route("alpha", RouteMode.POLL);
    platform.routes(route);
    platform
        .alpha()
        .answers(platform.alpha().accepts(route, "job-1"))
        .polls(Script.succeeds("0.01"));
    ExecutionId id = platform.submitted("a");
    platform.points().before("AttemptStore.adoptToken", () -> platform.poll(ticket()));

    assertEquals(Machine.State.ENDED, platform.machine().retry(id));

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
  }

  @Test
  void a_job_that_is_taken_over_while_it_is_asked_for_answers_the_new_task() {
    Route route = Script.route("alpha", RouteMode.POLL);
    platform.routes(route);
    platform.alpha().answers(platform.alpha().accepts(route, "job-1"));
    ExecutionId id = platform.submitted("a");
    platform
        .alpha()
        .pollsBy(job -> {
          platform.machine().retry(id);
          return Script.succeeds("0.01");
        });

    platform.poll(ticket());
    platform.machine().play(id);

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
  }

  @Test
  void a_job_that_was_accepted_after_the_end_is_cancelled() {
    Route route = Script.route("alpha", RouteMode.POLL);
    platform.routes(route);
    ExecutionId id = platform.accepted("a");
    platform
        .alpha()
        .answersBy(request -> {
          platform.useCases().cancel().cancel(platform.caller().organization(), id);
          return platform.alpha().accepts(route, "job-1");
        });

    assertEquals(Machine.State.ENDED, platform.machine().play(id));

    assertEquals(1, platform.alpha().cancelled().size());
    assertEquals("10.000 0.000 0.000", platform.money());
  }

  @Test
  void a_result_that_comes_after_the_end_is_kept_for_the_operator() {
    ExecutionId id = platform.accepted("a");
    platform
        .alpha()
        .answersBy(request -> {
          platform.useCases().cancel().cancel(platform.caller().organization(), id);
          return Script.succeeds("0.01");
        });

    platform.machine().play(id);

    assertInstanceOf(AttemptOutcome.Succeeded.class, platform.lastAttempt(id).outcome());
    assertEquals(ExecutionState.CANCELLED, platform.execution(id).state());
    assertEquals("10.000 0.000 0.000", platform.money());
  }

  private PollQueue.PollTicket ticket() {
    return platform.rows().polls().takeAll().getFirst().ticket();
  }

  private List<RouteId> routes(ExecutionId id) {
    return platform.attempts(id).stream().map(Attempt::route).toList();
  }
}
