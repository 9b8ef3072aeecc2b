package dev.modelroute.testkit.flow;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.Dispatched;
import dev.modelroute.core.flow.ReleaseCause;
import dev.modelroute.core.flow.Settled;
import dev.modelroute.core.flow.TaskError;
import dev.modelroute.testkit.memory.MemoryOrchestrator;
import dev.modelroute.testkit.memory.MemoryOrchestrator.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays {@code execution.asl.json} for the machines that were started, without its waits. A machine
 * outlives crashes of what it calls: playing it again is its next retry, with a new token where the
 * task was not answered.
 */
public final class Machine {
  private static final String OUTPUT_UNUSABLE = "OutputUnusable";
  private static final int MAX_RETRIES = 4;

  private final UseCases useCases;
  private final MemoryOrchestrator orchestrator;
  private final Map<ExecutionId, Run> runs = new HashMap<>();

  Machine(UseCases useCases, MemoryOrchestrator orchestrator) {
    this.useCases = useCases;
    this.orchestrator = orchestrator;
  }

  /** Where a machine stands. */
  public enum State {
    DISPATCH,
    SETTLE,
    RELEASE,
    ENDED
  }

  private static final class Run {
    private State state = State.DISPATCH;
    private @Nullable String token;
    private int tokens;
    private int retries;
    private ReleaseCause cause = ReleaseCause.FAULT;
  }

  /**
   * Plays on until the machine ends or its task waits for an answer.
   *
   * @throws IllegalStateException when it was never started
   */
  public State play(ExecutionId id) {
    Run run = run(id);
    boolean goesOn = true;
    while (goesOn) {
      goesOn =
          switch (run.state) {
            case DISPATCH -> dispatch(id, run);
            case SETTLE -> settle(id, run);
            case RELEASE -> release(id, run);
            case ENDED -> false;
          };
    }
    return run.state;
  }

  /** Plays every machine that was started. */
  public void playAll() {
    orchestrator.machines().keySet().forEach(this::play);
  }

  /** The task's own timeout passes. */
  public State timeOut(ExecutionId id) {
    Run run = run(id);
    if (run.state == State.DISPATCH) {
      goTo(run, ReleaseCause.of("States.Timeout", OUTPUT_UNUSABLE));
    }
    return play(id);
  }

  /** The token of the task that waits. */
  public String token(ExecutionId id) {
    return Optional.ofNullable(run(id).token)
        .orElseThrow(() -> new IllegalStateException("no task waits"));
  }

  /** The task is called once more with the token it has. */
  public Dispatched callAgain(ExecutionId id) {
    return useCases.dispatch().dispatch(id, token(id));
  }

  /** The function died after the task was called: a retry calls it with a new token. */
  public State retry(ExecutionId id) {
    run(id).token = null;
    return play(id);
  }

  private Run run(ExecutionId id) {
    if (!orchestrator.machines().containsKey(id)) {
      throw new IllegalStateException("no machine was started for " + id);
    }
    return runs.computeIfAbsent(id, ignored -> new Run());
  }

  private boolean dispatch(ExecutionId id, Run run) {
    String token = run.token == null ? call(id, run) : run.token;
    Optional<Answer> answer = orchestrator.answer(token);
    if (answer.isEmpty()) {
      return false;
    }
    switch (answer.get()) {
      case Answer.Success ignored -> run.state = State.SETTLE;
      case Answer.Failure(TaskError error) -> failed(run, error);
    }
    return true;
  }

  private String call(ExecutionId id, Run run) {
    run.tokens++;
    String token = "task-" + id + "-" + run.tokens;
    boolean returned = false;
    try {
      run.token = token;
      useCases.answers().give(useCases.dispatch().dispatch(id, token));
      returned = true;
    } finally {
      if (!returned && orchestrator.answer(token).isEmpty()) {
        run.token = null;
      }
    }
    return token;
  }

  private void failed(Run run, TaskError error) {
    if (error == TaskError.RETRYABLE && run.retries < MAX_RETRIES) {
      run.retries++;
      run.token = null;
      return;
    }
    goTo(run, ReleaseCause.of(error.text(), OUTPUT_UNUSABLE));
  }

  private static void goTo(Run run, ReleaseCause cause) {
    run.state = State.RELEASE;
    run.cause = cause;
  }

  private boolean settle(ExecutionId id, Run run) {
    switch (useCases.settle().settle(id)) {
      case Settled.Unusable ignored -> goTo(run, ReleaseCause.of(OUTPUT_UNUSABLE, OUTPUT_UNUSABLE));
      case Settled.Done ignored -> run.state = State.ENDED;
      case Settled.NothingToDo ignored -> run.state = State.ENDED;
    }
    return true;
  }

  private boolean release(ExecutionId id, Run run) {
    useCases.release().release(id, run.cause);
    run.state = State.ENDED;
    return true;
  }
}
