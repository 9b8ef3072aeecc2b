package dev.modelroute.testkit.memory;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.Orchestrator;
import dev.modelroute.core.flow.TaskError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records starts and answers; a test runs the steps itself. The first answer to a token wins. */
public final class MemoryOrchestrator implements Orchestrator {
  private final Map<ExecutionId, Duration> machines = new LinkedHashMap<>();
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final List<ExecutionId> starts = new ArrayList<>();

  MemoryOrchestrator() {}

  /** What a task was answered with. */
  public sealed interface Answer {
    /** There is a result. */
    record Success(ExecutionId execution) implements Answer {}

    /** It failed. */
    record Failure(TaskError error) implements Answer {}
  }

  @Override
  public synchronized void start(ExecutionId execution, Duration timeout) {
    starts.add(execution);
    machines.putIfAbsent(execution, timeout);
  }

  @Override
  public synchronized void succeed(String taskToken, ExecutionId execution) {
    answers.putIfAbsent(taskToken, new Answer.Success(execution));
  }

  @Override
  public synchronized void fail(String taskToken, TaskError error) {
    answers.putIfAbsent(taskToken, new Answer.Failure(error));
  }

  /** Timeouts of the machines started, in order; a second start changes nothing. */
  public synchronized Map<ExecutionId, Duration> machines() {
    return new LinkedHashMap<>(machines);
  }

  /** Every call of start, repeats included. */
  public synchronized List<ExecutionId> starts() {
    return List.copyOf(starts);
  }

  public synchronized Optional<Answer> answer(String taskToken) {
    return Optional.ofNullable(answers.get(taskToken));
  }

  /** Every answer that was given first, by token. */
  public synchronized Map<String, Answer> answers() {
    return new LinkedHashMap<>(answers);
  }
}
