package dev.modelroute.local.stepfunctions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Running executions by ARN, and a bounded memory of the ended ones. */
final class ExecutionRegistry {

  private final int closedKept;
  private final int historiesKept;
  private final Map<String, Execution> running = new HashMap<>();
  private final Map<String, ExecutionView> closed = new LinkedHashMap<>();
  private final Map<String, Execution> histories = new LinkedHashMap<>();

  ExecutionRegistry(int closedKept, int historiesKept) {
    this.closedKept = closedKept;
    this.historiesKept = historiesKept;
  }

  /** The outcome of asking for a name; {@code isNew} = the caller has to start the execution. */
  record Entered(Execution execution, boolean isNew) {}

  /** The running execution of that ARN, or a new one; empty = the ARN belongs to an ended one. */
  synchronized Optional<Entered> enter(String arn, Supplier<Execution> create) {
    Execution existing = running.get(arn);
    if (existing != null) {
      return existing.isRunning() ? Optional.of(new Entered(existing, false)) : Optional.empty();
    }
    if (closed.containsKey(arn)) {
      return Optional.empty();
    }
    Execution created = create.get();
    running.put(arn, created);
    return Optional.of(new Entered(created, true));
  }

  synchronized void close(Execution execution) {
    ExecutionView view = execution.view();
    running.remove(view.arn());
    keep(closed, view.arn(), view, closedKept);
    keep(histories, view.arn(), execution, historiesKept);
  }

  private static <T> void keep(Map<String, T> memory, String arn, T value, int limit) {
    if (limit == 0) {
      return;
    }
    memory.put(arn, value);
    if (memory.size() > limit) {
      memory.remove(memory.keySet().iterator().next());
    }
  }

  synchronized Optional<Execution> findRunning(String arn) {
    return Optional.ofNullable(running.get(arn));
  }

  synchronized Optional<ExecutionView> find(String arn) {
    Execution execution = running.get(arn);
    return Optional.ofNullable(execution == null ? closed.get(arn) : execution.view());
  }

  synchronized Optional<List<HistoryEvent>> events(String arn) {
    Execution execution = running.getOrDefault(arn, histories.get(arn));
    return historiesKept == 0
        ? Optional.empty()
        : Optional.ofNullable(execution).map(Execution::events);
  }

  /** All that are known, newest first. */
  synchronized List<ExecutionView> all() {
    List<ExecutionView> views = new ArrayList<>(closed.values());
    running.values().forEach(execution -> views.add(execution.view()));
    views.sort(Comparator.comparing(ExecutionView::startedAt).reversed());
    return views;
  }

  synchronized int runningCount() {
    return running.size();
  }
}
