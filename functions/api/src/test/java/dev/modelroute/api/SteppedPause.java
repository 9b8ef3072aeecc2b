package dev.modelroute.api;

import dev.modelroute.testkit.time.SettableTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Moves the time of the test instead of waiting; may do something on the way. */
final class SteppedPause implements Pause {
  private final SettableTime time;
  private final List<Duration> pauses = new ArrayList<>();
  private Runnable meanwhile = () -> {};

  SteppedPause(SettableTime time) {
    this.time = time;
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
    time.advance(duration);
    meanwhile.run();
  }

  void meanwhile(Runnable action) {
    meanwhile = action;
  }

  void forget() {
    pauses.clear();
    meanwhile = () -> {};
  }

  List<Duration> pauses() {
    return List.copyOf(pauses);
  }
}
