package dev.modelroute.proof;

import dev.modelroute.proof.embedded.EmbeddedTables;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * MT1 and MT2 on embedded DynamoDB: every request is a call, besides those of queues, machine,
 * objects and providers. {@code verify} has time for some stories, with one crash at each call;
 * nightly all of them crash before and after each call under each recovery.
 */
@ExtendWith(ProofPage.class)
class EmbeddedCrashTest {
  private static final EmbeddedTables TABLES = new EmbeddedTables(UnaryOperator.identity());
  private static int crashes;
  private static int zombies;

  static List<Story> crashing() {
    return Effort.thorough()
        ? List.of(Story.values())
        : List.of(Story.SETTLE_SYNC, Story.SETTLE_CALLED_BACK, Story.CANCEL_WAITING);
  }

  static List<Story> stopping() {
    return Effort.thorough() ? List.of(Story.values()) : List.of(Story.SETTLE_POLLED);
  }

  @ParameterizedTest
  @MethodSource("crashing")
  void a_crash_before_or_after_any_request_loses_and_doubles_nothing(Story story) {
    Trials trials = new Trials(TABLES::ground);
    if (Effort.thorough()) {
      trials.crashes(story, List.of(Recovery.values()));
    } else {
      trials.crashesInTurn(story, List.of(Recovery.values()));
    }
    crashes += trials.points();
    trials.require();
  }

  @ParameterizedTest
  @MethodSource("stopping")
  void who_comes_back_after_the_sweeper_ended_it_changes_nothing(Story story) {
    Trials trials = new Trials(TABLES::ground);
    trials.zombies(story);
    zombies += trials.points();
    trials.require();
  }

  @AfterAll
  static void count() {
    String how = Effort.thorough() ? "crash points (× 3 recoveries)" : "crash points (by turns)";
    Tally.add("MT1", "embedded DynamoDB", how, crashes);
    Tally.add("MT2", "embedded DynamoDB", "zombies", zombies);
  }
}
