package dev.modelroute.provider.simulator;

import java.time.Duration;

/** Waits; a test's one only writes down for how long. */
@FunctionalInterface
public interface Pause {
  void pause(Duration time) throws InterruptedException;
}
