package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.core.execution.DueTimes;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionFilter;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.IdempotencyKey;
import dev.modelroute.core.execution.RequestFingerprint;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.webhook.WebhookEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Executions on DynamoDB; rows as in {@link ExecutionRow}. Accept, start and resolve are one
 * transaction each, and the order of their items is the order in which their conditions count.
 */
public final class DynamoExecutionStore implements ExecutionStore {
  private final DynamoTable table;
  private final ExecutionRows rows;
  private final EventRows events;
  private final ExecutionTransactions transactions;
  private final DueIndex due;

  DynamoExecutionStore(
      DynamoTable table, ExecutionRows rows, EventRows events, ExecutionTransactions transactions) {
    this.table = table;
    this.rows = rows;
    this.events = events;
    this.transactions = transactions;
    this.due = DueIndex.ofExecutions(table);
  }

  @Override
  public Acceptance accept(Execution execution, HoldTerms terms) {
    return transactions.accepting().accept(execution, terms);
  }

  @Override
  public Optional<Acceptance> replay(
      OrgId organization, IdempotencyKey key, RequestFingerprint fingerprint, Instant now) {
    return transactions.accepting().replay(organization, key, fingerprint, now);
  }

  @Override
  public Optional<Execution> find(ExecutionId id) {
    return rows.find(id).map(rows::fromRow);
  }

  @Override
  public Page<Execution> list(Account account, ExecutionFilter filter, PageRequest page) {
    return new ExecutionList(table, rows, account, filter, page).read();
  }

  @Override
  public boolean start(Execution started, WebhookEvent event) {
    RowUpdate change =
        RowUpdate.of(ExecutionRow.key(started.id()))
            .set(ExecutionRow.STATE, started.state().name())
            .set(ExecutionRow.STARTED_AT, Objects.requireNonNull(started.startedAt()))
            .whenEqual(ExecutionRow.STATE, ExecutionState.PENDING.name());
    due.set(change, started.id().value(), DueTimes.ofStarted(started));
    return switch (transactions
        .plain()
        .write(List.of(table.change(change), events.newEvent(event)))) {
      case Outcome.Committed() -> true;
      case Outcome.Refused ignored -> false;
    };
  }

  @Override
  public boolean moveIf(ExecutionId id, ExecutionState from, ExecutionState to) {
    if (from == ExecutionState.PENDING || !from.mayBecome(to) || to.isTerminal()) {
      throw new IllegalArgumentException(from + " to " + to + " is no plain move");
    }
    return table.updateIf(
        RowUpdate.of(ExecutionRow.key(id))
            .set(ExecutionRow.STATE, to.name())
            .whenEqual(ExecutionRow.STATE, from.name())
            .whenEqual(ExecutionRow.HOLD_STATE, ExecutionRow.HELD));
  }

  @Override
  public Resolved resolveOnce(Execution ended, ExecutionState from, WebhookEvent event) {
    if (!from.mayBecome(ended.state())) {
      throw new IllegalArgumentException(from + " may not become " + ended.state());
    }
    return transactions.resolving().resolve(ended, from, event);
  }

  @Override
  public List<ExecutionId> due(Instant before, int limit) {
    return due.due(before, limit).stream().map(key -> ExecutionRow.id(key.partition())).toList();
  }

  @Override
  public void defer(ExecutionId id, Instant dueAt) {
    RowUpdate change =
        RowUpdate.of(ExecutionRow.key(id)).whenEqual(ExecutionRow.HOLD_STATE, ExecutionRow.HELD);
    due.set(change, id.value(), dueAt);
    // Refused = ended meanwhile: nothing is due any more.
    table.updateIf(change);
  }
}
