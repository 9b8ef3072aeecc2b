package dev.modelroute.aws.stepfunctions;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.Orchestrator;
import dev.modelroute.core.flow.TaskError;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.json.JsonObject;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * The state machine on Step Functions. The input {@code
 * {"execution_id":"exec_…","timeout_seconds":300}} is the same bytes from every starter: only then
 * is a second start of a running machine answered with success.
 */
public final class StepFunctionsOrchestrator implements Orchestrator {
  private static final String EXECUTION_ID = "execution_id";

  private final SfnClient stepFunctions;
  private final String stateMachineArn;

  public StepFunctionsOrchestrator(SfnClient stepFunctions, String stateMachineArn) {
    this.stepFunctions = stepFunctions;
    this.stateMachineArn = stateMachineArn;
  }

  @Override
  public void start(ExecutionId execution, Duration timeout) {
    String input =
        JsonObject.builder()
            .put(EXECUTION_ID, execution.value())
            .put("timeout_seconds", timeout.toSeconds())
            .build()
            .toText();
    try {
      stepFunctions.startExecution(
          request -> request.stateMachineArn(stateMachineArn).name(execution.value()).input(input));
    } catch (ExecutionAlreadyExistsException startedBefore) {
      // It runs, or it ran: either way this execution has had its machine.
    } catch (SdkException failed) {
      throw new StoreUnavailableException("Step Functions did not start an execution", failed);
    }
  }

  @Override
  public void succeed(String taskToken, ExecutionId execution) {
    String output = JsonObject.builder().put(EXECUTION_ID, execution.value()).build().toText();
    answer(() ->
        stepFunctions.sendTaskSuccess(request -> request.taskToken(taskToken).output(output)));
  }

  @Override
  public void fail(String taskToken, TaskError error) {
    answer(() ->
        stepFunctions.sendTaskFailure(request -> request.taskToken(taskToken).error(error.text())));
  }

  private static void answer(Runnable call) {
    try {
      call.run();
    } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException over) {
      // Answered before, timed out, or its machine is gone: whoever came first won.
    } catch (SdkException failed) {
      throw new StoreUnavailableException("Step Functions did not take an answer", failed);
    }
  }
}
