package dev.modelroute.aws.dynamo;

import java.time.Duration;

/** Waits between two tries; tests record instead. */
@FunctionalInterface
public interface Pause {
  void pause(Duration duration);

  /** Really waits; an interrupt ends the wait and stays set. */
  static Pause sleeping() {
    return duration -> {
      try {
        Thread.sleep(duration);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
