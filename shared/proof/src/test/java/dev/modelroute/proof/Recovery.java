package dev.modelroute.proof;

import dev.modelroute.core.execution.Execution;
import java.time.Duration;

/** Who is left after a crash. */
enum Recovery {
  /** The caller sends again, the machine retries, queues deliver again; no sweeper. */
  CLIENT {
    @Override
    void recover(Story story, Stage stage) {
      playOn(story, stage);
      stage.checkNow();
      requireEnd(stage);
    }
  },
  /** The caller is gone, and so are machine and queues. */
  SWEEPER {
    @Override
    void recover(Story story, Stage stage) {
      stage.sweepToTheEnd();
      stage.checkAtRest();
    }
  },
  BOTH {
    @Override
    void recover(Story story, Stage stage) {
      playOn(story, stage);
      stage.sweepToTheEnd();
      playOn(story, stage);
      stage.checkAtRest();
      requireEnd(stage);
      stage.receivers().checkDelivered(story);
    }
  };

  private static final int RETRIES = 3;

  /** A queue delivers again later than the leases of attempts and deliveries end. */
  private static final Duration REDELIVERY = Duration.ofSeconds(100);

  /**
   * @throws AssertionError when it did not come out right
   */
  abstract void recover(Story story, Stage stage);

  private static void playOn(Story story, Stage stage) {
    for (int n = 0; n < RETRIES; n++) {
      if (story == Story.DELIVER || n > 0) {
        stage.platform().time().advance(REDELIVERY);
      }
      story.play(stage);
    }
  }

  private static void requireEnd(Stage stage) {
    String state = stage.execution().map(Execution::state).map(Enum::name).orElse("missing");
    if (stage.execution().filter(Execution::isTerminal).isEmpty()) {
      throw new AssertionError("the execution is not over, but " + state);
    }
  }
}
