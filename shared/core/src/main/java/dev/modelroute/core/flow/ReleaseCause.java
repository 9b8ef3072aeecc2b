package dev.modelroute.core.flow;

/** Why the machine came to Release. */
public enum ReleaseCause {
  /** Attempts failed; the last one's code counts. */
  ATTEMPTS_FAILED,
  /** The deadline passed. */
  EXPIRED,
  /** The execution was over before; nothing to do. */
  CANCELLED,
  /** There is a result, but it can't be stored. */
  OUTPUT_UNUSABLE,
  /** A fault of ours. */
  FAULT;

  /**
   * Reads the machine's error.
   *
   * @param error {@code $.error.Error}
   * @param outputUnusable the name under which the Settle function reports an unusable result
   */
  public static ReleaseCause of(String error, String outputUnusable) {
    if (error.equals(outputUnusable)) {
      return OUTPUT_UNUSABLE;
    }
    if (error.equals("States.Timeout") || error.equals("States.HeartbeatTimeout")) {
      return EXPIRED;
    }
    return TaskError.parse(error)
        .map(known ->
            switch (known) {
              case RETRYABLE, BUSY, FAILED -> ATTEMPTS_FAILED;
              case EXPIRED -> EXPIRED;
              case CANCELLED -> CANCELLED;
            })
        .orElse(FAULT);
  }
}
