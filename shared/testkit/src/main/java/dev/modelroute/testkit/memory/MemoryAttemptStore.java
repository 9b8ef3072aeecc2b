package dev.modelroute.testkit.memory;

import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.Attempt.Phase;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.provider.OutputFile;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.testkit.memory.MemoryRows.AttemptName;
import dev.modelroute.testkit.memory.MemoryRows.ExecutionRow;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Attempts in memory; see {@link MemoryPlatform}. */
public final class MemoryAttemptStore implements AttemptStore {
  private final MemoryRows rows;

  MemoryAttemptStore(MemoryRows rows) {
    this.rows = rows;
  }

  @Override
  public boolean create(Attempt attempt) {
    synchronized (rows) {
      return rows.putAttempt(attempt);
    }
  }

  @Override
  public Waiting markWaiting(ExecutionId execution, int number, ProviderJob job) {
    AttemptName name = new AttemptName(execution, number);
    synchronized (rows) {
      if (!changeIf(
          name, attempt -> attempt.phase() == Phase.CALLED, attempt -> attempt.waiting(job))) {
        return Waiting.REFUSED;
      }
      return rows.calledBack.contains(name) ? Waiting.CALLED_BACK : Waiting.WAITING;
    }
  }

  @Override
  public boolean keepCallback(ExecutionId execution, int number) {
    AttemptName name = new AttemptName(execution, number);
    synchronized (rows) {
      Attempt attempt = numbers(execution).get(number);
      boolean called = attempt != null && attempt.phase() == Phase.CALLED;
      if (called) {
        rows.calledBack.add(name);
      }
      return called;
    }
  }

  @Override
  public Recorded recordOutcome(
      ExecutionId execution, int number, AttemptOutcome outcome, @Nullable Instant dueAt) {
    requireStaged(outcome);
    synchronized (rows) {
      if (!answer(new AttemptName(execution, number), outcome)) {
        return Recorded.ALREADY_ANSWERED;
      }
      if (dueAt == null) {
        return Recorded.RECORDED;
      }
      ExecutionRow row = rows.executions.get(execution);
      if (row == null || row.execution().isTerminal()) {
        return Recorded.EXECUTION_OVER;
      }
      rows.executions.put(execution, new ExecutionRow(row.execution(), dueAt));
      return Recorded.RECORDED;
    }
  }

  private boolean answer(AttemptName name, AttemptOutcome outcome) {
    return changeIf(name, attempt -> !attempt.isAnswered(), attempt -> attempt.answered(outcome));
  }

  private static void requireStaged(AttemptOutcome outcome) {
    if (outcome instanceof AttemptOutcome.Succeeded(var output)
        && output.files().stream().anyMatch(OutputFile.Inline.class::isInstance)) {
      throw new IllegalArgumentException("inline bytes are staged before an outcome is stored");
    }
  }

  @Override
  public boolean adoptToken(ExecutionId execution, int number, String taskToken) {
    return changeIf(
        new AttemptName(execution, number),
        attempt -> !attempt.isAnswered(),
        attempt -> attempt.adopted(taskToken));
  }

  @Override
  public boolean claimPoll(ExecutionId execution, int number, int n) {
    return changeIf(
        new AttemptName(execution, number),
        attempt -> !attempt.isAnswered() && attempt.polls() == n,
        attempt -> attempt.polled(n + 1));
  }

  @Override
  public Optional<Attempt> find(ExecutionId execution, int number) {
    synchronized (rows) {
      return Optional.ofNullable(numbers(execution).get(number));
    }
  }

  @Override
  public List<Attempt> all(ExecutionId execution) {
    synchronized (rows) {
      return List.copyOf(numbers(execution).values());
    }
  }

  @Override
  public Optional<Attempt> findByCallback(String callbackDigest) {
    synchronized (rows) {
      return Optional.ofNullable(rows.callbacks.get(callbackDigest))
          .flatMap(name -> find(name.execution(), name.number()));
    }
  }

  private NavigableMap<Integer, Attempt> numbers(ExecutionId execution) {
    return rows.attempts.getOrDefault(execution, new TreeMap<>());
  }

  private boolean changeIf(
      AttemptName name, Predicate<Attempt> condition, UnaryOperator<Attempt> change) {
    synchronized (rows) {
      Attempt attempt = numbers(name.execution()).get(name.number());
      if (attempt == null || !condition.test(attempt)) {
        return false;
      }
      numbers(name.execution()).put(name.number(), change.apply(attempt));
      return true;
    }
  }
}
