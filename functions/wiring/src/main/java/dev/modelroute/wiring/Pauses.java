package dev.modelroute.wiring;

import java.time.Duration;

/** Waiting on the platform's clock: with a time scale of 60 a minute passes in a second. */
final class Pauses {
  private final double timeScale;

  Pauses(double timeScale) {
    this.timeScale = timeScale;
  }

  void pause(Duration time) {
    try {
      Thread.sleep(scaled(time));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  void later(Duration delay, Runnable action) {
    Thread.ofVirtual()
        .name("later")
        .start(() -> {
          pause(delay);
          action.run();
        });
  }

  private Duration scaled(Duration time) {
    return Duration.ofNanos((long) (time.toNanos() / timeScale));
  }
}
