package dev.modelroute.local.stepfunctions;

import java.util.Set;

/** The error names that the language reserves. */
final class StatesError {

  static final String ALL = "States.ALL";
  static final String TIMEOUT = "States.Timeout";
  static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
  static final String TASK_FAILED = "States.TaskFailed";
  static final String RUNTIME = "States.Runtime";
  static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
  static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";
  static final String RESULT_PATH_MATCH_FAILURE = "States.ResultPathMatchFailure";

  /** The whole list, as AWS refuses any other name that starts with {@code States.}. */
  static final Set<String> RESERVED =
      Set.of(
          ALL,
          TIMEOUT,
          HEARTBEAT_TIMEOUT,
          TASK_FAILED,
          RUNTIME,
          DATA_LIMIT_EXCEEDED,
          NO_CHOICE_MATCHED,
          RESULT_PATH_MATCH_FAILURE,
          "States.Permissions",
          "States.ParameterPathFailure",
          "States.BranchFailed",
          "States.IntrinsicFailure",
          "States.ExceedToleratedFailureThreshold",
          "States.ItemReaderFailed",
          "States.ResultWriterFailed",
          "States.Http.Socket",
          "States.QueryEvaluationError");

  private StatesError() {}
}
