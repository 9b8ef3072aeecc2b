package dev.modelroute.local.stepfunctions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution as it stands.
 *
 * @param input the JSON text it was started with
 * @param stoppedAt null while it runs
 * @param output JSON text, only of a succeeded one
 */
public record ExecutionView(
    String arn,
    String stateMachineArn,
    String name,
    String input,
    Status status,
    Instant startedAt,
    @Nullable Instant stoppedAt,
    @Nullable String output,
    @Nullable String error,
    @Nullable String cause) {

  /** As the API spells it. */
  public enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED
  }

  static ExecutionView running(
      StateMachine machine, String arn, String name, String input, Instant startedAt) {
    return new ExecutionView(
        arn, machine.arn(), name, input, Status.RUNNING, startedAt, null, null, null, null);
  }

  ExecutionView succeeded(Instant at, String result) {
    return new ExecutionView(
        arn, stateMachineArn, name, input, Status.SUCCEEDED, startedAt, at, result, null, null);
  }

  ExecutionView ended(
      Status how, Instant at, @Nullable String withError, @Nullable String withCause) {
    return new ExecutionView(
        arn, stateMachineArn, name, input, how, startedAt, at, null, withError, withCause);
  }
}
