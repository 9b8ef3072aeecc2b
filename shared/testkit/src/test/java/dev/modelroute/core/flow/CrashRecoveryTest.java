package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.testkit.contract.Invariants;
import dev.modelroute.testkit.crash.CrashPoints.Moment;
import dev.modelroute.testkit.crash.SimulatedCrash;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import dev.modelroute.testkit.memory.MemoryPollQueue.Reminder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process dies before or after each call of a port, once; then the caller retries, queues
 * deliver again, the machine retries and the sweeper comes by.
 */
class CrashRecoveryTest {
  private static final int MIN_CALLS = 12;

  @ParameterizedTest
  @EnumSource(RouteMode.class)
  void one_crash_anywhere_loses_and_doubles_nothing(RouteMode mode) {
    Story recording = new Story(mode);
    recording.platform.points().forget();
    recording.play();
    List<String> calls = recording.platform.points().calls();
    assertTrue(calls.size() >= MIN_CALLS, calls.toString());

    for (int call = 1; call <= calls.size(); call++) {
      for (Moment moment : Moment.values()) {
        Story story = new Story(mode);
        story.platform.points().crash(call, moment);
        story.playAndRecover(mode + " " + moment + " " + call + " " + calls.get(call - 1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RouteMode.class)
  void one_crash_anywhere_is_made_good_by_the_sweeper_alone(RouteMode mode) {
    Story recording = new Story(mode);
    recording.platform.points().forget();
    recording.play();
    int calls = recording.platform.points().calls().size();

    for (int call = 1; call <= calls; call++) {
      for (Moment moment : Moment.values()) {
        Story story = new Story(mode);
        story.platform.points().crash(call, moment);
        story.playAndSweep(mode + " " + moment + " " + call);
      }
    }
  }

  /** Submit, dispatch, wait, settle; with a crash somewhere. */
  private static final class Story {
    private static final int LONG_ENOUGH = 20;

    final PlatformOnTwins platform = new PlatformOnTwins();
    private final Deque<Reminder> queue = new ArrayDeque<>();

    Story(RouteMode mode) {
      platform.listening();
      Route alpha = Script.route("alpha", mode);
      platform.routes(alpha, Script.route("beta", RouteMode.SYNC));
      platform.beta().answers(Script.paints("0.02"));
      if (mode == RouteMode.SYNC) {
        platform.alpha().answers(Script.paints("0.03"));
      } else {
        platform.alpha().answers(platform.alpha().accepts(alpha, "job"));
        platform.alpha().polls(Script.paints("0.03"));
      }
    }

    void play() {
      platform.submit("a");
      platform.machine().playAll();
      deliver();
      platform.machine().playAll();
    }

    void playAndRecover(String where) {
      crashing(this::play);
      for (int round = 0; round < LONG_ENOUGH; round++) {
        crashing(this::play);
      }
      platform.time().advance(Duration.ofMinutes(2));
      platform.useCases().resend().resend();
      check(where, platform.submit("a"));
      assertEquals(ExecutionState.COMPLETED, onlyExecution(where).state(), where);
    }

    void playAndSweep(String where) {
      boolean crashed = crashing(this::play);
      assertTrue(crashed, "nothing crashed at " + where);
      // The machine and the queues are gone too: nothing but the sweeper is left.
      for (int round = 0; round < LONG_ENOUGH; round++) {
        platform.time().advance(Duration.ofMinutes(1));
        platform.useCases().sweep().sweep();
        platform.useCases().resend().resend();
      }
      check(where, platform.submit("a"));
    }

    private boolean crashing(Runnable step) {
      try {
        step.run();
        return false;
      } catch (SimulatedCrash crash) {
        return true;
      }
    }

    /** A message stays in the queue until it was worked off. */
    private void deliver() {
      queue.addAll(platform.rows().polls().takeAll());
      for (int n = queue.size(); n > 0; n--) {
        Reminder message = queue.getFirst();
        platform.poll(message.ticket());
        queue.removeFirst();
      }
    }

    private void check(String where, Submitted last) {
      List<LedgerEntry> entries = new ArrayList<>();
      platform.rows().ledger().scan(platform.caller().account(), entries::add);
      if (last instanceof Submitted.Accepted) {
        // The crash came before anything was stored, and only the sweeper was there to help.
        assertEquals(2, entries.size(), where);
        return;
      }
      Execution execution = onlyExecution(where);
      assertTrue(execution.isTerminal(), where + " left it " + execution.state());
      Map<EntryType, Long> counts =
          entries.stream().collect(Collectors.groupingBy(LedgerEntry::type, Collectors.counting()));
      assertEquals(1, counts.get(EntryType.HOLD), where);
      Invariants.check(platform.rows(), platform.caller().account(), List.of(execution));
      assertEquals(List.of(), platform.useCases().prove().prove().getFirst().differences(), where);
      assertEventsQueued(execution.id(), where);
      int submits = platform.alpha().submitted().size() + platform.beta().submitted().size();
      assertTrue(submits <= 2, where + " called providers " + submits + " times");
    }

    private void assertEventsQueued(ExecutionId id, String where) {
      for (Slot slot : Slot.values()) {
        boolean queued =
            platform.rows().webhooks().events().stream().anyMatch(event -> event.slot() == slot);
        assertEquals(platform.event(id, slot).isPresent(), queued, where + " " + slot);
      }
    }

    private Execution onlyExecution(String where) {
      return Optional.of(platform.submit("a"))
          .filter(Submitted.Replayed.class::isInstance)
          .map(Submitted.Replayed.class::cast)
          .map(Submitted.Replayed::execution)
          .orElseThrow(() -> new AssertionError(where + ": there is no execution"));
    }
  }
}
