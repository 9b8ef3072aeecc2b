package dev.modelroute.local.stepfunctions;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * One state machine behind the Step Functions API, as the local runner needs it.
 *
 * <pre>{@code
 * var time = new ScaledTimeLine(InstantSource.system(), scale);
 * var settings =
 *     new LocalStepFunctions.Settings(
 *         "executions",
 *         Files.readString(definitionFile),
 *         Map.of("Dispatch", "Dispatch", "TransientFault", TransientFault.class.getName(), …),
 *         0,
 *         new RunnerSettings(
 *             AslDialect.lambdaOnly(errorNames),
 *             time,
 *             random,
 *             ids,
 *             new LambdaTaskInvoker(Map.of("Dispatch", dispatch::handle, …)),
 *             RunnerSettings.CLOSED_KEPT,
 *             0));
 * try (var stepFunctions = LocalStepFunctions.start(settings)) {
 *   // SfnClient with endpointOverride(stepFunctions.endpoint()),
 *   // StartExecution on stepFunctions.stateMachineArn()
 * }
 * }</pre>
 *
 * <p>Closing stops the API; the time line is its maker's to close, which ends all waiting.
 */
public final class LocalStepFunctions implements AutoCloseable {

  private static final String ROLE = "arn:aws:iam::000000000000:role/local";

  private final StateMachines machines;
  private final StateMachine machine;
  private final StepFunctionsFront front;

  private LocalStepFunctions(
      StateMachines machines, StateMachine machine, StepFunctionsFront front) {
    this.machines = machines;
    this.machine = machine;
    this.front = front;
  }

  /**
   * What to run.
   *
   * @param name the state machine's name
   * @param definition the definition's text, with its placeholders
   * @param substitutions values for {@code ${name}}; functions are substituted by the names that
   *     the invoker knows
   * @param port of 127.0.0.1; 0 = any free one
   */
  public record Settings(
      String name,
      String definition,
      Map<String, String> substitutions,
      int port,
      RunnerSettings runner) {
    /** Copies the substitutions. */
    public Settings {
      substitutions = Map.copyOf(substitutions);
    }
  }

  /**
   * Loads the definition and opens the API. Throws {@link RefusedDefinitionException} for a
   * definition outside the subset, and {@link IOException} if the port is taken.
   */
  public static LocalStepFunctions start(Settings settings) throws IOException {
    StateMachines machines = new StateMachines(settings.runner());
    StateMachine machine =
        machines
            .create(settings.name(), ROLE, settings.definition(), settings.substitutions())
            .orElseThrow();
    StepFunctionsFront front = new StepFunctionsFront(machines, settings.port());
    return new LocalStepFunctions(machines, machine, front);
  }

  /** The API's address for {@code endpointOverride}. */
  public URI endpoint() {
    return front.endpoint();
  }

  /** The machine to start executions of. */
  public String stateMachineArn() {
    return machine.arn();
  }

  /** Executions that have not ended. */
  public int runningCount() {
    return machines.runningCount();
  }

  @Override
  public void close() {
    front.close();
  }
}
