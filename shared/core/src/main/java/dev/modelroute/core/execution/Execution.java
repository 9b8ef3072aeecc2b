package dev.modelroute.core.execution;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.money.Hold;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.Resolution;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot of an execution.
 *
 * @param key the API key that submitted it
 * @param startedAt first dispatch; null while PENDING
 * @param completedAt when it became terminal; null before
 * @param expiresAt fixed at accept
 * @param ending null until terminal
 */
public record Execution(
    ExecutionId id,
    Account account,
    KeyId key,
    ExecutionRequest request,
    ExecutionState state,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    Instant expiresAt,
    @Nullable Ending ending) {

  public OrgId organization() {
    return account.organization();
  }

  public Money hold() {
    return request.quote().cost().hold();
  }

  public boolean isTerminal() {
    return state.isTerminal();
  }

  /** How the hold ended; empty while it is open. */
  public Optional<Resolution> resolution() {
    return Optional.ofNullable(ending).map(end -> end.resolution(hold()));
  }

  /** Where its hold stands: pending, captured or released. */
  public Hold holding() {
    Hold pending = new Hold.Pending(hold());
    return resolution().map(pending::resolve).orElse(pending);
  }

  /** This execution at its first dispatch. */
  public Execution started(Instant at) {
    return new Execution(
        id, account, key, request, ExecutionState.PROCESSING, createdAt, at, null, expiresAt, null);
  }

  /** This execution in another state that is not terminal. */
  public Execution moved(ExecutionState next) {
    return new Execution(
        id, account, key, request, next, createdAt, startedAt, null, expiresAt, null);
  }

  /**
   * This execution ended.
   *
   * @throws IllegalStateException when the move is not a legal one
   */
  public Execution ended(Ending end, Instant at) {
    if (!state.mayBecome(end.state())) {
      throw new IllegalStateException(state + " may not become " + end.state());
    }
    return new Execution(
        id, account, key, request, end.state(), createdAt, startedAt, at, expiresAt, end);
  }
}
