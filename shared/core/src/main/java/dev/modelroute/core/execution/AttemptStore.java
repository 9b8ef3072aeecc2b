package dev.modelroute.core.execution;

import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.provider.ProviderJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Attempts; every change is conditional on the phase before. Each method may throw {@link
 * StoreUnavailableException}.
 */
public interface AttemptStore {

  /**
   * Stores a CALLED attempt, findable by its callback digest; false when the number is taken. An
   * execution's first attempt is stored by {@link ExecutionStore#start}.
   */
  boolean create(Attempt attempt);

  /** CALLED to WAITING with what the provider accepted. */
  Waiting markWaiting(ExecutionId execution, int number, ProviderJob job);

  /**
   * Keeps that the provider called back before it answered our call: {@link #markWaiting} tells of
   * it. False when the attempt was not CALLED any more: then read it again.
   */
  boolean keepCallback(ExecutionId execution, int number);

  /**
   * Records the outcome of an attempt that has none, and sets when the sweeper finishes an
   * execution whose outcome nobody carried on.
   *
   * @param dueAt for an execution still open; null leaves what is set, and the execution is not
   *     looked at
   */
  Recorded recordOutcome(
      ExecutionId execution, int number, AttemptOutcome outcome, @Nullable Instant dueAt);

  /** Gives an unanswered attempt the token of a task started later. */
  boolean adoptToken(ExecutionId execution, int number, String taskToken);

  /**
   * Takes poll number {@code n}: true once per n, when n polls were claimed before and there is no
   * outcome yet.
   */
  boolean claimPoll(ExecutionId execution, int number, int n);

  Optional<Attempt> find(ExecutionId execution, int number);

  /** All attempts of an execution by number, read consistently. */
  List<Attempt> all(ExecutionId execution);

  /** The attempt whose callback token has this digest. */
  Optional<Attempt> findByCallback(String callbackDigest);

  /** What became of an outcome. */
  enum Recorded {
    RECORDED,
    ALREADY_ANSWERED,
    /** Recorded for the operator; the execution was over. Told only with a {@code dueAt}. */
    EXECUTION_OVER
  }

  /** What became of an accepted job. */
  enum Waiting {
    WAITING,
    /** It waits, and its provider has called back already. */
    CALLED_BACK,
    /** It was not CALLED any more; nothing is written. */
    REFUSED
  }
}
