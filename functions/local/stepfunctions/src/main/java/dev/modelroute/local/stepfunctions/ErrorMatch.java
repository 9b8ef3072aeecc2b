package dev.modelroute.local.stepfunctions;

import java.util.List;

/** The {@code ErrorEquals} of a retrier or catcher. */
record ErrorMatch(List<String> names) {

  ErrorMatch {
    names = List.copyOf(names);
  }

  boolean matches(TaskOutcome.Failed failure) {
    return names.stream().anyMatch(name -> matches(name, failure));
  }

  private static boolean matches(String name, TaskOutcome.Failed failure) {
    String error = failure.error();
    return switch (name) {
      case StatesError.ALL -> true;
      case StatesError.TASK_FAILED -> error != null && !error.equals(StatesError.TIMEOUT);
      // A missed heartbeat is reported as States.Timeout, but may be asked for by its own name.
      case StatesError.HEARTBEAT_TIMEOUT -> failure.missedHeartbeat() || name.equals(error);
      default -> name.equals(error);
    };
  }
}
