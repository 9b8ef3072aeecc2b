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

  /** Stores a READY attempt, findable by its callback digest; false when the number is taken. */
  boolean create(Attempt attempt);

  /** READY to CALLED; false when another run did it. */
  boolean markCalled(ExecutionId execution, int number, Instant leaseUntil);

  /** CALLED to WAITING with what the provider accepted; false when it was not CALLED any more. */
  boolean markWaiting(ExecutionId execution, int number, ProviderJob job);

  /**
   * Records the outcome of an attempt that has none, and sets when the sweeper finishes an
   * execution whose outcome nobody carried on.
   *
   * @param dueAt for an execution still open; null leaves what is set
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
    /** Recorded for the operator; the execution was over. */
    EXECUTION_OVER
  }
}
