package dev.modelroute.local.stepfunctions;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Time as executions see it: what it is now ({@link #instant}), and what happens later. The same
 * object can serve as the {@link InstantSource} of everything else that has to share this time.
 */
public interface TimeLine extends InstantSource {

  /** Runs the action at that moment or soon after; a moment in the past is due at once. */
  Cancellable schedule(Instant due, Runnable action);

  /** Something scheduled. */
  @FunctionalInterface
  interface Cancellable {
    /** Keeps it from running if it hasn't started; harmless afterwards. */
    void cancel();
  }
}
