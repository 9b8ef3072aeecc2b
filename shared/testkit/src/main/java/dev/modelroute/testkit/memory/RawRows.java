package dev.modelroute.testkit.memory;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Balance.Delta;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.webhook.WebhookEvent;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows behind the twins, without any of their conditions: for looking at what no port shows,
 * and for stores that are wrong on purpose.
 */
public final class RawRows {
  private final MemoryRows rows;

  RawRows(MemoryRows rows) {
    this.rows = rows;
  }

  /** One change of a state that was written. */
  public record Move(ExecutionId execution, ExecutionState from, ExecutionState to) {}

  /** Every change of a state since the beginning, in order. */
  public List<Move> moves() {
    synchronized (rows) {
      return List.copyOf(rows.moves);
    }
  }

  /** Replaces an execution whatever it was; nothing of it is due any more. */
  public void execution(Execution execution) {
    synchronized (rows) {
      rows.putExecution(execution, null);
    }
  }

  /** Moves a balance without an entry, below zero if need be. */
  public void balance(Account account, Delta delta) {
    synchronized (rows) {
      rows.balances.merge(account, Balance.ZERO.plus(delta), Balance::plus);
    }
  }

  /** Writes an entry without moving the balance. */
  public void entry(LedgerEntry entry) {
    synchronized (rows) {
      rows.entriesOf(entry.account()).put(entry.orderKey(), entry);
    }
  }

  /** Writes an event unless it is there. */
  public void event(WebhookEvent event) {
    synchronized (rows) {
      rows.putEvent(event);
    }
  }

  /** All rows as text: equal texts mean equal rows. */
  public String snapshot() {
    synchronized (rows) {
      return String.join(
          "\n",
          sorted(rows.executions.values()),
          sorted(rows.idempotency.entrySet()),
          sorted(rows.attempts.entrySet()),
          sorted(rows.outbox.entrySet()),
          sorted(rows.balances.entrySet()),
          new TreeMap<>(
                  rows.entries.entrySet().stream()
                      .collect(Collectors.toMap(e -> e.getKey().toString(), e -> e.getValue())))
              .toString());
    }
  }

  private static String sorted(Iterable<?> items) {
    return java.util.stream.StreamSupport.stream(items.spliterator(), false)
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
