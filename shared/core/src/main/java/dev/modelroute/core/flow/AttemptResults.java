package dev.modelroute.core.flow;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.AttemptStore.Recorded;
import dev.modelroute.core.execution.DueTimes;
import dev.modelroute.core.file.StageOutputs;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.FailureAction;
import dev.modelroute.core.provider.ProviderOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what an attempt came to, bytes first, row last, and says what the waiting task is to
 * be told.
 */
public final class AttemptResults {
  /** How long the machine has to carry a recorded outcome on before the sweeper does. */
  private static final Duration CARRY_ON = Duration.ofMinutes(10);

  private final AttemptStore attempts;
  private final StageOutputs staging;
  private final InstantSource time;

  public AttemptResults(AttemptStore attempts, StageOutputs staging, InstantSource time) {
    this.attempts = attempts;
    this.staging = staging;
    this.time = time;
  }

  Dispatched succeeded(Attempt attempt, ProviderOutput output) {
    return switch (staging.stage(attempt.execution(), attempt.number(), output)) {
      case StageOutputs.Staging.Unusable(String reason) ->
          failed(
              attempt, AttemptFailure.nextRoute(ErrorCode.GENERATION_FAILED, reason).withAlarm());
      case StageOutputs.Staging.Staged(ProviderOutput staged) ->
          switch (record(attempt, new AttemptOutcome.Succeeded(staged))) {
            case RECORDED -> new Dispatched.Answered(presentToken(attempt), attempt.execution());
            case ALREADY_ANSWERED -> new Dispatched.Duplicate();
            case EXECUTION_OVER -> new Dispatched.AlreadyOver(attempt.taskToken());
          };
    };
  }

  Dispatched failed(Attempt attempt, AttemptFailure failure) {
    return switch (record(attempt, new AttemptOutcome.Failed(failure))) {
      case RECORDED -> afterFailure(presentToken(attempt), failure);
      case ALREADY_ANSWERED -> new Dispatched.Duplicate();
      case EXECUTION_OVER -> new Dispatched.AlreadyOver(attempt.taskToken());
    };
  }

  /**
   * A machine that came back while a job was being asked for waits under another token by now; with
   * the outcome recorded it changes no more.
   */
  private String presentToken(Attempt attempt) {
    return attempt.job() == null
        ? attempt.taskToken()
        : attempts
            .find(attempt.execution(), attempt.number())
            .map(Attempt::taskToken)
            .orElse(attempt.taskToken());
  }

  /** What a task is told of an attempt that has its outcome. */
  static Dispatched told(Attempt answered, String taskToken) {
    return switch (answered.outcome()) {
      case AttemptOutcome.Succeeded ignored ->
          new Dispatched.Answered(taskToken, answered.execution());
      case AttemptOutcome.Failed(AttemptFailure failure) -> afterFailure(taskToken, failure);
      case null -> throw new IllegalStateException("an answered attempt has an outcome");
    };
  }

  static Dispatched afterFailure(String taskToken, AttemptFailure failure) {
    return failure.action() == FailureAction.STOP
        ? new Dispatched.GiveUp(taskToken, TaskError.FAILED)
        : new Dispatched.TryNextRoute(taskToken);
  }

  private Recorded record(Attempt attempt, AttemptOutcome outcome) {
    return attempts.recordOutcome(
        attempt.execution(), attempt.number(), outcome, dueAt(attempt, outcome));
  }

  /**
   * When the sweeper carries an outcome on; null = it comes by for the deadline soon enough. After
   * a failure that another route may mend it is the deadline alone that counts.
   */
  private @Nullable Instant dueAt(Attempt attempt, AttemptOutcome outcome) {
    boolean goesOn =
        outcome instanceof AttemptOutcome.Failed(AttemptFailure failure)
            && failure.action() != FailureAction.STOP;
    Instant carriedOn = time.instant().plus(CARRY_ON);
    Instant swept = attempt.deadline().plus(DueTimes.CLOCK_ALLOWANCE);
    return goesOn || !swept.isAfter(carriedOn) ? null : carriedOn;
  }
}
