package dev.modelroute.core.upkeep;

import dev.modelroute.core.id.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/** Counts what a sweep does, row by row: one that fails leaves the others their turn. */
final class SweepTally {
  private int done;
  private int failed;
  private @Nullable RuntimeException fault;

  /** Work on one row; whether there was anything to do. */
  interface Step {
    boolean run();
  }

  void add(Step step) {
    try {
      if (step.run()) {
        done++;
      }
    } catch (StoreUnavailableException later) {
      failed++;
    } catch (RuntimeException ours) {
      fault = fault == null ? ours : fault;
    }
  }

  /**
   * @throws RuntimeException the first fault that is no store's trouble
   */
  SweptRows swept() {
    if (fault != null) {
      throw fault;
    }
    return new SweptRows(done, failed);
  }
}
