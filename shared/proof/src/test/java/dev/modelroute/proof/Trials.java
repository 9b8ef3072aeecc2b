package dev.modelroute.proof;

import dev.modelroute.testkit.crash.CrashPoints.Moment;
import dev.modelroute.testkit.crash.SimulatedCrash;
import dev.modelroute.testkit.flow.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Plays stories again and again, each time with one thing going wrong at another call. */
final class Trials {
  private final Supplier<Ground> grounds;
  private final List<String> violations = new ArrayList<>();
  private int points;
  private int runs;

  /**
   * @param grounds a fresh one each time
   */
  Trials(Supplier<Ground> grounds) {
    this.grounds = grounds;
  }

  /** Every call of a story, in order. */
  List<String> calls(Story story) {
    Stage stage = story.stage(grounds.get());
    story.play(stage);
    return stage.platform().points().calls();
  }

  /** The process ends before and after each call; then somebody recovers. */
  void crashes(Story story, List<Recovery> recoveries) {
    List<String> calls = calls(story);
    points += 2 * calls.size();
    for (int call = 1; call <= calls.size(); call++) {
      for (Moment moment : Moment.values()) {
        for (Recovery recovery : recoveries) {
          crash(story, recovery, call, moment, calls.get(call - 1));
        }
      }
    }
  }

  /** Each call crashes once; moments and recoveries take turns, where each run takes long. */
  void crashesInTurn(Story story, List<Recovery> recoveries) {
    List<String> calls = calls(story);
    points += calls.size();
    for (int call = 1; call <= calls.size(); call++) {
      Moment moment = call % 2 == 0 ? Moment.BEFORE : Moment.AFTER;
      Recovery recovery = recoveries.get(call % recoveries.size());
      crash(story, recovery, call, moment, calls.get(call - 1));
    }
  }

  private void crash(Story story, Recovery recovery, int call, Moment moment, String name) {
    runs++;
    Stage stage = story.stage(grounds.get());
    stage.platform().points().crash(call, moment);
    String where = "%s: crash %s call %d, %s; %s".formatted(story, moment, call, name, recovery);
    try {
      story.play(stage);
      throw new IllegalStateException("nothing crashed. " + where);
    } catch (SimulatedCrash crash) {
      stage.platform().points().heal();
    }
    note(where, () -> recovery.recover(story, stage));
  }

  /** Before each call the caller stops, the sweeper ends what it began, and the caller goes on. */
  void zombies(Story story) {
    List<String> calls = calls(story);
    points += calls.size();
    for (int call = 1; call <= calls.size(); call++) {
      runs++;
      Stage stage = story.stage(grounds.get());
      stage.platform().points().pause(call, stage::sweepToTheEnd);
      String where = story + ": stopped before call " + call + ", " + calls.get(call - 1);
      note(
          where,
          () -> {
            story.play(stage);
            Recovery.BOTH.recover(story, stage);
          });
    }
  }

  private void note(String where, Runnable check) {
    try {
      check.run();
    } catch (AssertionError | RuntimeException broken) {
      violations.add(where + "\n" + broken);
    }
  }

  int points() {
    return points;
  }

  int runs() {
    return runs;
  }

  List<String> violations() {
    return violations;
  }

  /**
   * @throws AssertionError with the first violation, when there is one
   */
  void require() {
    if (!violations.isEmpty()) {
      throw new AssertionError(
          violations.size() + " of " + runs + " runs went wrong, first: " + violations.getFirst());
    }
  }
}
