package dev.modelroute.core.execution;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.money.Budget;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.webhook.WebhookEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Executions with their holds. Money moves in the same transaction as the state, by condition,
 * never by reading first. Each method may throw {@link StoreUnavailableException}, after which the
 * outcome may be unknown and the call may be repeated.
 */
public interface ExecutionStore {

  /**
   * Stores a new PENDING execution, its idempotency row, its hold on the balance and the ledger
   * entry HOLD: all or nothing. An existing idempotency row decides before the balance is looked
   * at.
   *
   * @param terms where to look for the money first; whatever they say, the hold is refused only
   *     when the whole balance is short, or a budget. What is held counts in the budgets' present
   *     periods; what the end of the execution gives back, it gives back to those
   */
  Acceptance accept(Execution execution, HoldTerms terms);

  /** As above, on a balance of one shard. */
  default Acceptance accept(Execution execution) {
    return accept(execution, HoldTerms.PLAIN);
  }

  /**
   * What {@link #accept} would say of a key that was used before; empty when it is free. One read,
   * for requests that are refused before they come that far.
   */
  Optional<Acceptance> replay(
      OrgId organization, IdempotencyKey key, RequestFingerprint fingerprint, Instant now);

  /** A consistent read. */
  Optional<Execution> find(ExecutionId id);

  /** An execution with its attempts, in one consistent read. */
  Optional<Progress> progress(ExecutionId id);

  /** An organisation's executions of one account, newest first. */
  Page<Execution> list(Account account, ExecutionFilter filter, PageRequest page);

  /**
   * PENDING to PROCESSING together with the event {@code started} and the first attempt.
   *
   * @param started {@link Execution#started}
   * @param first as for {@link AttemptStore#create}
   * @return false when it was not PENDING any more, or has such an attempt; nothing is written then
   */
  boolean start(Execution started, WebhookEvent event, Attempt first);

  /**
   * PROCESSING ⇄ AWAITING_WEBHOOK; false when the state was another one or the hold is resolved.
   */
  boolean moveIf(ExecutionId id, ExecutionState from, ExecutionState to);

  /**
   * Ends an execution: terminal state, balance, entries CAPTURE and RELEASE, final event, all or
   * nothing; on condition that the hold is open and the state is still {@code from}.
   *
   * @param ended {@link Execution#ended}
   */
  Resolved resolveOnce(Execution ended, ExecutionState from, WebhookEvent event);

  /**
   * Executions with something overdue, oldest first: PENDING and never dispatched, past expiry, or
   * with an outcome recorded and not resolved.
   *
   * @param before due at or before this instant
   * @param limit most to return
   */
  List<ExecutionId> due(Instant before, int limit);

  /** Sets when the sweeper looks at an open execution again; no effect on a terminal one. */
  void defer(ExecutionId id, Instant dueAt);

  /** What became of an accept. */
  sealed interface Acceptance {
    /** Stored and held now, or by an earlier try of this same call. */
    record Accepted(Execution execution) implements Acceptance {}

    /** The key was used before for the same request; the execution as it is now. */
    record Replayed(Execution execution) implements Acceptance {}

    /** The key was used before for another request. */
    record KeyConflict(ExecutionId original) implements Acceptance {}

    /** The available balance is short of the hold. */
    record InsufficientBalance() implements Acceptance {}

    /** The balance suffices, this budget does not. */
    record OverBudget(Budget budget) implements Acceptance {}
  }

  /** What became of a resolve. */
  sealed interface Resolved {
    /** This call ended it. */
    record Ended(Execution execution) implements Resolved {}

    /** It was terminal before; nothing moved. {@link Execution#holding} says how its hold ended. */
    record AlreadyEnded(Execution execution) implements Resolved {}

    /** It is open, but in another state than {@code from}: read again and decide again. */
    record StateMoved(Execution execution) implements Resolved {}
  }
}
