package dev.modelroute.local.stepfunctions;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The open task tokens, and a bounded memory of the closed ones. */
final class TaskTokens {

  private final int closedKept;
  private final Map<String, TaskAttempt> open = new HashMap<>();
  private final Map<String, Boolean> closed = new LinkedHashMap<>();

  TaskTokens(int closedKept) {
    this.closedKept = closedKept;
  }

  synchronized void add(TaskAttempt attempt) {
    if (open.putIfAbsent(attempt.token(), attempt) != null) {
      throw new IllegalStateException("The id source gave the same token twice");
    }
  }

  synchronized void close(String token) {
    if (open.remove(token) != null) {
      closed.put(token, true);
      if (closed.size() > closedKept) {
        closed.remove(closed.keySet().iterator().next());
      }
    }
  }

  synchronized Optional<TaskAttempt> find(String token) {
    return Optional.ofNullable(open.get(token));
  }

  synchronized boolean wasClosed(String token) {
    return closed.containsKey(token);
  }
}
