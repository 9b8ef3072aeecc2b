package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.flow.PollQueue.PollTicket;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.testkit.flow.Machine;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import dev.modelroute.testkit.memory.MemoryPollQueue.Reminder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollExecutionTest {
  private static final Route ALPHA = Script.route("alpha", RouteMode.POLL);

  private final PlatformOnTwins platform = new PlatformOnTwins();

  @BeforeEach
  void accept_jobs() {
    platform.routes(ALPHA, Script.route("beta", RouteMode.SYNC));
    platform.alpha().answers(platform.alpha().accepts(ALPHA, "job-1"));
  }

  @Test
  void a_running_job_is_asked_for_on_its_schedule() {
    platform.alpha().polls(Script.running());
    platform.submitted("a");

    List<Duration> delays = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      List<Reminder> waiting = platform.rows().polls().waiting();
      assertEquals(1, waiting.size(), "poll " + n);
      assertEquals(n, waiting.getFirst().ticket().n());
      delays.add(waiting.getFirst().delay());
      assertEquals(List.of(new Dispatched.Waiting()), platform.pollOnce());
    }

    assertEquals(List.of(2L, 4L, 8L, 10L, 10L), delays.stream().map(Duration::toSeconds).toList());
  }

  @Test
  void a_result_ends_the_execution() {
    platform.alpha().polls(Script.running(), Script.paints("0.02"));
    ExecutionId id = platform.submitted("a");

    platform.pollOnce();
    platform.pollOnce();

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals("9.980 0.000 0.020", platform.money());
  }

  @Test
  void a_failed_job_goes_to_the_next_route() {
    platform.alpha().polls(Script.overloaded());
    platform.beta().answers(Script.succeeds("0.03"));
    ExecutionId id = platform.submitted("a");

    platform.pollOnce();

    assertEquals(2, platform.attempts(id).size());
    assertEquals("9.970 0.000 0.030", platform.money());
  }

  @Test
  void a_reminder_that_comes_again_asks_nobody() {
    platform.alpha().polls(Script.running());
    platform.submitted("a");
    PollTicket first = takeTicket();
    assertEquals(new Dispatched.Waiting(), platform.poll(first));

    assertEquals(new Dispatched.Duplicate(), platform.poll(first));

    assertEquals(1, platform.alpha().polled().size());
    assertEquals(1, platform.rows().polls().waiting().size(), "and leaves one chain of reminders");
  }

  @Test
  void two_that_hold_the_same_reminder_ask_once() {
    platform.alpha().polls(Script.running());
    platform.submitted("a");
    PollTicket first = takeTicket();
    platform.points().before("AttemptStore.claimPoll", () -> platform.poll(first));

    assertEquals(new Dispatched.Duplicate(), platform.poll(first));

    assertEquals(1, platform.alpha().polled().size());
  }

  @Test
  void a_crash_between_reminder_and_claim_leaves_a_reminder() {
    platform.alpha().polls(Script.running());
    ExecutionId id = platform.submitted("a");
    PollTicket first = takeTicket();
    platform.points().unavailable("AttemptStore.claimPoll");
    assertThrows(StoreUnavailableException.class, () -> platform.poll(first));
    platform.points().heal();

    assertEquals(new Dispatched.Waiting(), platform.poll(first), "the message comes again");

    assertEquals(1, platform.lastAttempt(id).polls());
    assertTrue(
        platform.rows().polls().waiting().stream()
            .allMatch(reminder -> reminder.ticket().n() == 1));
  }

  @Test
  void a_crash_after_the_claim_is_made_good_by_the_next_reminder() {
    platform.alpha().polls(Script.succeeds("0.02"));
    ExecutionId id = platform.submitted("a");
    platform.points().unavailable("AttemptStore.recordOutcome");
    PollTicket first = takeTicket();
    assertThrows(StoreUnavailableException.class, () -> platform.poll(first));
    platform.points().heal();
    assertEquals(new Dispatched.Duplicate(), platform.poll(first));

    platform.pollOnce();

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
  }

  @Test
  void an_outcome_nobody_told_the_machine_is_told_by_the_next_reminder() {
    platform.alpha().polls(Script.overloaded());
    platform.beta().answers(Script.succeeds("0.03"));
    ExecutionId id = platform.submitted("a");
    platform.points().unavailable("Orchestrator.fail");
    PollTicket first = takeTicket();
    assertThrows(StoreUnavailableException.class, () -> platform.poll(first));
    platform.points().heal();

    platform.pollOnce();

    assertEquals("9.970 0.000 0.030", platform.money());
    assertEquals(1, platform.alpha().polled().size());
    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
  }

  @Test
  void a_late_reminder_of_an_earlier_attempt_tells_nothing() {
    platform.alpha().polls(Script.overloaded());
    platform.routes(ALPHA, Script.route("beta", RouteMode.POLL));
    platform.beta().answers(platform.beta().accepts(Script.route("beta", RouteMode.POLL), "job-2"));
    ExecutionId id = platform.submitted("a");
    platform.poll(takeTicket());
    assertEquals(Machine.State.DISPATCH, platform.machine().play(id));

    assertEquals(new Dispatched.Duplicate(), platform.poll(new PollTicket(id, 1, 1)));
  }

  @Test
  void after_the_deadline_nobody_is_asked() {
    ExecutionId id = platform.submitted("a");
    platform.time().advance(Duration.ofMinutes(10));

    platform.pollOnce();

    assertEquals(ExecutionState.EXPIRED, platform.execution(id).state());
    assertEquals("10.000 0.000 0.000", platform.money());
    assertEquals(1, platform.alpha().cancelled().size(), "the job is cancelled");
    assertTrue(platform.alpha().polled().isEmpty());
    assertTrue(platform.rows().polls().waiting().isEmpty());
  }

  @Test
  void nobody_is_asked_for_an_execution_that_is_over() {
    ExecutionId id = platform.submitted("a");
    platform.useCases().cancel().cancel(platform.caller().organization(), id);

    assertEquals(List.of(new Dispatched.Duplicate()), platform.pollOnce());

    assertTrue(platform.alpha().polled().isEmpty());
    assertTrue(platform.rows().polls().waiting().isEmpty());
  }

  private PollTicket takeTicket() {
    return platform.rows().polls().takeAll().getFirst().ticket();
  }
}
