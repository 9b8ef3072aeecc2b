package dev.modelroute.core.provider;

import dev.modelroute.core.error.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt gave no result.
 *
 * @param retryAfter how long the provider asked us to wait; null when it did not say
 * @param inDoubt whether the provider may have taken the job all the same
 * @param alarm whether an operator should look: a fault of ours, or trouble with the provider
 *     account
 * @param detail the provider's words, at most 4 KiB, secrets redacted; for the operator only
 */
public record AttemptFailure(
    ErrorCode code,
    FailureAction action,
    @Nullable Duration retryAfter,
    boolean inDoubt,
    boolean alarm,
    String detail) {
  public static final int MAX_DETAIL_LENGTH = 4096;

  public AttemptFailure {
    if (detail.length() > MAX_DETAIL_LENGTH) {
      detail = detail.substring(0, MAX_DETAIL_LENGTH);
    }
  }

  /** A failure that ends the execution: no other route can help. */
  public static AttemptFailure stop(ErrorCode code, String detail) {
    return new AttemptFailure(code, FailureAction.STOP, null, false, false, detail);
  }

  /** A failure that another route may mend. */
  public static AttemptFailure nextRoute(ErrorCode code, String detail) {
    return new AttemptFailure(code, FailureAction.NEXT_ROUTE, null, false, false, detail);
  }

  /** A failure whose reply shows that no job was taken. */
  public static AttemptFailure retryInPlace(
      ErrorCode code, @Nullable Duration retryAfter, String detail) {
    return new AttemptFailure(code, FailureAction.RETRY_IN_PLACE, retryAfter, false, false, detail);
  }

  /** A failure after which nobody knows whether the provider has the job. */
  public static AttemptFailure inDoubt(ErrorCode code, String detail) {
    return new AttemptFailure(code, FailureAction.NEXT_ROUTE, null, true, false, detail);
  }

  public AttemptFailure withAlarm() {
    return new AttemptFailure(code, action, retryAfter, inDoubt, true, detail);
  }
}
