package dev.modelroute.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.testkit.flow.Ground;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MT1 and MT2 on the twins: one crash, or one stop, at each call of each story. */
@ExtendWith(ProofPage.class)
class CrashTest {
  private static int crashes;
  private static int zombies;

  @ParameterizedTest
  @EnumSource(Story.class)
  void a_crash_before_or_after_any_call_loses_and_doubles_nothing(Story story) {
    Trials trials = new Trials(Ground::inMemory);
    assertTrue(trials.calls(story).size() > 5, "a story of too few calls: " + story);
    trials.crashes(story, List.of(Recovery.values()));
    crashes += trials.points();
    trials.require();
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  void who_comes_back_after_the_sweeper_ended_it_changes_nothing(Story story) {
    Trials trials = new Trials(Ground::inMemory);
    trials.zombies(story);
    zombies += trials.points();
    trials.require();
  }

  @AfterAll
  static void count() {
    Tally.add("MT1", "twins", "crash points (× 3 recoveries)", crashes);
    Tally.add("MT2", "twins", "zombies", zombies);
  }
}
