package dev.modelroute.aws.dynamo;

import dev.modelroute.aws.dynamo.RecentHolds.Counted;
import dev.modelroute.aws.dynamo.Transactions.Outcome;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.money.Resolution;
import dev.modelroute.core.webhook.WebhookEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The transaction that ends an execution: terminal state, final event, exactly the shards its hold
 * lies on, entries, exactly the budgets it was counted in.
 */
final class ResolveTransaction {
  private final DynamoTable table;
  private final ExecutionRows rows;
  private final EventRows events;
  private final BalanceWrites writes;
  private final SpendWrites spend;
  private final Transactions transactions;

  ResolveTransaction(
      DynamoTable table,
      ExecutionRows rows,
      EventRows events,
      DynamoTable ledger,
      Transactions transactions) {
    this.table = table;
    this.rows = rows;
    this.events = events;
    this.writes = new BalanceWrites(ledger);
    this.spend = new SpendWrites(ledger);
    this.transactions = transactions;
  }

  /**
   * @param known where the hold is counted, if that was read already; whether it is still open is
   *     for the condition
   */
  Resolved resolve(
      Execution ended, ExecutionState from, WebhookEvent event, Optional<Counted> known) {
    Counted counted = known.orElseGet(() -> ExecutionRows.counted(rows.load(ended.id())));
    Resolution resolution = ended.resolution().orElseThrow();
    Instant at = Objects.requireNonNull(ended.completedAt());
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(table.change(end(ended, from, resolution)));
    items.add(events.newEvent(event));
    items.addAll(writes.resolve(ended, counted.shards(), resolution, at));
    items.addAll(spend.resolve(ended, counted.counters(), resolution.released()));
    return switch (transactions.write(items)) {
      case Outcome.Committed() -> new Resolved.Ended(ended);
      case Outcome.Refused(int item, Row old) -> {
        if (item == 0) {
          yield unresolved(old);
        }
        throw new IllegalStateException(
            "the books disagree with the open hold of " + ended.id() + " at item " + item);
      }
    };
  }

  private Resolved unresolved(Row row) {
    Execution now = rows.fromRow(row);
    return now.isTerminal() ? new Resolved.AlreadyEnded(now) : new Resolved.StateMoved(now);
  }

  private RowUpdate end(Execution ended, ExecutionState from, Resolution resolution) {
    Ending ending = Objects.requireNonNull(ended.ending());
    boolean settled = ending instanceof Ending.Completed;
    RowUpdate change =
        RowUpdate.of(ExecutionRow.key(ended.id()))
            .whenEqual(ExecutionRow.HOLD_STATE, ExecutionRow.HELD)
            .whenEqual(ExecutionRow.STATE, from.name())
            .set(ExecutionRow.STATE, ended.state().name())
            .set(ExecutionRow.HOLD_STATE, settled ? ExecutionRow.SETTLED : ExecutionRow.RELEASED)
            .set(ExecutionRow.CHARGE, resolution.captured().nanos())
            .set(ExecutionRow.OVERRUN, resolution.platformLoss().nanos())
            .set(ExecutionRow.COMPLETED_AT, Objects.requireNonNull(ended.completedAt()));
    rows.setEnding(change, ended.id(), ending);
    DueIndex.remove(change);
    return change;
  }
}
