package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.DueTimes;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionFilter;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.IdempotencyKey;
import dev.modelroute.core.execution.Progress;
import dev.modelroute.core.execution.RequestFingerprint;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.webhook.WebhookEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Executions on DynamoDB; rows as in {@link ExecutionRow}. Accept, start and resolve are one
 * transaction each, and the order of their items is the order in which their conditions count.
 */
public final class DynamoExecutionStore implements ExecutionStore {
  private final DynamoTable table;
  private final ExecutionRows rows;
  private final AttemptRows attempts;
  private final EventRows events;
  private final ExecutionTransactions transactions;
  private final DueIndex due;
  private final RecentHolds holds = new RecentHolds();

  /** How the rows of an execution are written and read. */
  record Forms(ExecutionRows executions, AttemptRows attempts, EventRows events) {}

  DynamoExecutionStore(DynamoTable table, Forms forms, ExecutionTransactions transactions) {
    this.table = table;
    this.rows = forms.executions();
    this.attempts = forms.attempts();
    this.events = forms.events();
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
    return rows.find(id).map(this::read);
  }

  @Override
  public Optional<Progress> progress(ExecutionId id) {
    List<Attempt> made = new ArrayList<>();
    List<Execution> found = new ArrayList<>();
    // Attempts sort before the execution; between them may lie a large text or two.
    table.range(
        ExecutionRow.partition(id),
        ExecutionRow.ATTEMPT_PREFIX,
        ExecutionRow.SORT,
        row -> {
          if (row.key().sort().startsWith(ExecutionRow.ATTEMPT_PREFIX)) {
            made.add(attempts.fromRow(row));
          } else if (row.key().sort().equals(ExecutionRow.SORT)) {
            found.add(read(row));
          }
        });
    return found.stream().findFirst().map(execution -> new Progress(execution, made));
  }

  private Execution read(Row row) {
    Execution execution = rows.fromRow(row);
    if (!execution.isTerminal()) {
      holds.note(execution.id(), ExecutionRows.counted(row));
    }
    return execution;
  }

  @Override
  public Page<Execution> list(Account account, ExecutionFilter filter, PageRequest page) {
    return new ExecutionList(table, rows, account, filter, page).read();
  }

  @Override
  public boolean start(Execution started, WebhookEvent event, Attempt first) {
    RowUpdate change =
        RowUpdate.of(ExecutionRow.key(started.id()))
            .set(ExecutionRow.STATE, started.state().name())
            .set(ExecutionRow.STARTED_AT, Objects.requireNonNull(started.startedAt()))
            .whenEqual(ExecutionRow.STATE, ExecutionState.PENDING.name());
    due.set(change, started.id().value(), DueTimes.ofStarted(started));
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(table.change(change));
    items.add(events.newEvent(event));
    attempts.newRows(first).forEach(row -> items.add(table.newRow(row)));
    return switch (transactions.plain().write(items)) {
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
    Resolved resolved = transactions.resolving().resolve(ended, from, event, holds.of(ended.id()));
    if (resolved instanceof Resolved.Ended) {
      holds.forget(ended.id());
    }
    return resolved;
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
