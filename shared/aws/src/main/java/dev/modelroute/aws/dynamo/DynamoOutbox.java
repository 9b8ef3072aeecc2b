package dev.modelroute.aws.dynamo;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The webhook outbox on DynamoDB; rows as in {@link EventRows}. */
public final class DynamoOutbox implements Outbox {
  private final DynamoTable table;
  private final EventRows rows;
  private final DueIndex due;

  DynamoOutbox(DynamoTable table, EventRows rows) {
    this.table = table;
    this.rows = rows;
    this.due = DueIndex.ofEvents(table);
  }

  @Override
  public Optional<WebhookEvent> find(ExecutionId execution, Slot slot) {
    return table.get(ExecutionRow.event(execution, slot)).map(rows::fromRow);
  }

  @Override
  public void keep(WebhookEvent test) {
    table.putIfAbsent(rows.keptEvent(test));
  }

  @Override
  public void markSent(ExecutionId execution, Slot slot, Instant at) {
    RowUpdate change =
        RowUpdate.of(ExecutionRow.event(execution, slot))
            .set(EventRows.SENT_AT, at)
            .whenPresent()
            .whenAbsent(EventRows.SENT_AT);
    DueIndex.remove(change);
    // Refused = marked before, or never written: nothing to note.
    table.updateIf(change);
  }

  @Override
  public List<Entry> unsent(Instant before, int limit) {
    return due.due(before, limit).stream()
        .map(key -> new Entry(ExecutionRow.id(key.partition()), ExecutionRow.slot(key.sort())))
        .toList();
  }
}
