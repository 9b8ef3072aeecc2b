package dev.modelroute.provider.simulator;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.FailureAction;
import java.time.Duration;

/** The failure each code is simulated as, with the action real providers' failures of it get. */
final class SimulatorErrors {
  private static final Duration RATE_LIMIT_WAIT = Duration.ofMillis(100);
  private static final String DETAIL = "simulated, as the input asked";

  private SimulatorErrors() {}

  static AttemptFailure of(ErrorCode code) {
    return switch (code) {
      case INPUT_VALIDATION_ERROR,
          CONTENT_MODERATION_REJECTED,
          FILE_NOT_FOUND,
          FILE_FORMAT_UNSUPPORTED,
          INSUFFICIENT_BALANCE ->
          AttemptFailure.stop(code, DETAIL);
      case RATE_LIMITED -> AttemptFailure.retryInPlace(code, RATE_LIMIT_WAIT, DETAIL);
      case MODEL_OVERLOADED, SERVICE_UNAVAILABLE -> AttemptFailure.retryInPlace(code, null, DETAIL);
      case GENERATION_TIMEOUT, GENERATION_FAILED -> AttemptFailure.nextRoute(code, DETAIL);
      case MODEL_UNAVAILABLE, INTERNAL_ERROR -> AttemptFailure.nextRoute(code, DETAIL).withAlarm();
    };
  }

  /** A failed job was taken once, so nothing is repeated in place. */
  static AttemptFailure ofJob(ErrorCode code) {
    AttemptFailure failure = of(code);
    return failure.action() == FailureAction.RETRY_IN_PLACE
        ? AttemptFailure.nextRoute(code, DETAIL)
        : failure;
  }

  /** Whether a provider says so in its answer to a submit, before it takes a job. */
  static boolean refusesJob(ErrorCode code) {
    return switch (code) {
      case INPUT_VALIDATION_ERROR,
          FILE_NOT_FOUND,
          FILE_FORMAT_UNSUPPORTED,
          INSUFFICIENT_BALANCE,
          RATE_LIMITED,
          MODEL_OVERLOADED,
          MODEL_UNAVAILABLE,
          SERVICE_UNAVAILABLE ->
          true;
      case CONTENT_MODERATION_REJECTED, GENERATION_TIMEOUT, GENERATION_FAILED, INTERNAL_ERROR ->
          false;
    };
  }
}
