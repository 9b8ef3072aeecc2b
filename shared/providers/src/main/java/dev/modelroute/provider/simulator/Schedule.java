package dev.modelroute.provider.simulator;

import java.time.Duration;

/** Runs something later, on a thread of its own; best effort, lost when the process ends. */
@FunctionalInterface
public interface Schedule {
  void after(Duration delay, Runnable action);
}
