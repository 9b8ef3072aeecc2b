package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * State machines and their executions, in memory. Every method may be called from any thread, also
 * from within a task.
 */
public final class StateMachines {

  static final String REGION = "us-east-1";
  private static final String ARN_START = "arn:aws:states:" + REGION + ":000000000000:";

  private final RunnerSettings settings;
  private final AslLoader loader;
  private final TaskTokens tokens;
  private final ExecutionRegistry executions;
  private final Surroundings surroundings = new RunnerSurroundings();
  private final Map<String, StateMachine> machines = new ConcurrentHashMap<>();

  /** Starts empty. */
  public StateMachines(RunnerSettings settings) {
    this.settings = settings;
    this.loader = new AslLoader(settings.dialect());
    this.tokens = new TaskTokens(settings.closedKept());
    this.executions = new ExecutionRegistry(settings.closedKept(), settings.historiesKept());
  }

  /**
   * Creates a machine, or returns the one that has this name and definition already. Throws {@link
   * RefusedDefinitionException}.
   *
   * @return empty = the name belongs to a machine with another definition
   */
  public Optional<StateMachine> create(String name, String roleArn, String definition) {
    return create(name, roleArn, loader.load(definition));
  }

  /** As the other one, after filling in {@code ${name}}. */
  public Optional<StateMachine> create(
      String name, String roleArn, String definition, Map<String, String> substitutions) {
    return create(name, roleArn, loader.load(definition, substitutions));
  }

  private Optional<StateMachine> create(String name, String roleArn, AslDefinition definition) {
    String arn = ARN_START + "stateMachine:" + name;
    StateMachine created =
        new StateMachine(arn, name, roleArn, definition, settings.time().instant());
    StateMachine kept = machines.computeIfAbsent(arn, _ -> created);
    return kept.definition().text().equals(definition.text())
        ? Optional.of(kept)
        : Optional.empty();
  }

  /** The machine of that ARN. */
  public Optional<StateMachine> machine(String arn) {
    return Optional.ofNullable(machines.get(arn));
  }

  /** A new execution's name, for a start without one. */
  public String newName() {
    return settings.ids().get();
  }

  /**
   * Starts an execution. While one with the same name and, byte for byte, the same input runs, that
   * one is returned.
   */
  public Started start(StateMachine machine, String name, String input) {
    JsonNode parsed;
    try {
      parsed = Json.parse(input);
    } catch (JsonProcessingException notJson) {
      return new Started.InputNotJson();
    }
    String arn = ARN_START + "execution:" + machine.name() + ":" + name;
    Optional<ExecutionRegistry.Entered> entered =
        executions.enter(arn, () -> create(machine, arn, name, input, parsed));
    if (entered.isEmpty()) {
      return new Started.NameTaken(arn);
    }
    Execution execution = entered.get().execution();
    if (entered.get().isNew()) {
      ExecutionView asStarted = execution.view();
      execution.start();
      return new Started.Running(asStarted);
    }
    return execution.view().input().equals(input)
        ? new Started.Running(execution.view())
        : new Started.NameTaken(arn);
  }

  private Execution create(
      StateMachine machine, String arn, String name, String input, JsonNode parsed) {
    ExecutionView view =
        ExecutionView.running(machine, arn, name, input, settings.time().instant());
    return new Execution(machine, surroundings, view, parsed);
  }

  /** An execution that runs, or ended and is remembered. */
  public Optional<ExecutionView> execution(String arn) {
    return executions.find(arn);
  }

  /** Every execution that is known, newest first. */
  public List<ExecutionView> executions() {
    return executions.all();
  }

  /** Executions that have not ended. */
  public int runningCount() {
    return executions.runningCount();
  }

  /** The events; empty = there is no such execution, or its events were not kept. */
  public Optional<List<HistoryEvent>> history(String arn) {
    return executions.events(arn);
  }

  /** Aborts a running execution past its catchers; an ended one stays as it is. */
  public Optional<ExecutionView> stop(String arn, @Nullable String error, @Nullable String cause) {
    return executions
        .findRunning(arn)
        .map(execution -> execution.abort(error, cause))
        .or(() -> executions.find(arn));
  }

  /** Completes a task. */
  public TokenAnswer succeedTask(String token, JsonNode output) {
    return end(token, new TaskOutcome.Succeeded(output));
  }

  /** Fails a task; its retriers and catchers see the error. */
  public TokenAnswer failTask(String token, @Nullable String error, @Nullable String cause) {
    return end(token, TaskOutcome.Failed.reported(error, cause));
  }

  /** A sign of life of a task. */
  public TokenAnswer heartbeat(String token) {
    return tokens
        .find(token)
        .map(attempt -> answer(attempt.heartbeat(settings.time().instant())))
        .orElseGet(() -> withoutTask(token));
  }

  private TokenAnswer end(String token, TaskOutcome outcome) {
    return tokens
        .find(token)
        .map(attempt -> answer(attempt.end(outcome)))
        .orElseGet(() -> withoutTask(token));
  }

  private static TokenAnswer answer(boolean inTime) {
    return inTime ? TokenAnswer.ACCEPTED : TokenAnswer.TASK_OVER;
  }

  private TokenAnswer withoutTask(String token) {
    return tokens.wasClosed(token) ? TokenAnswer.TASK_OVER : TokenAnswer.NO_SUCH_TASK;
  }

  private final class RunnerSurroundings implements Surroundings {
    private final Object drawing = new Object();

    @Override
    public TimeLine time() {
      return settings.time();
    }

    @Override
    public Duration retryDelay(Retrier retrier, int number) {
      // Most generators are not safe for several threads.
      synchronized (drawing) {
        return retrier.delay(number, settings.random());
      }
    }

    @Override
    public Supplier<String> tokenIds() {
      return settings.ids();
    }

    @Override
    public TaskInvoker invoker() {
      return settings.invoker();
    }

    @Override
    public TaskTokens tokens() {
      return tokens;
    }

    @Override
    public String region() {
      return REGION;
    }

    @Override
    public boolean keepsHistory() {
      return settings.historiesKept() > 0;
    }

    @Override
    public void onEnd(Execution execution) {
      executions.close(execution);
    }
  }
}
