package dev.modelroute.testkit.memory;

import dev.modelroute.core.execution.DueTimes;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.testkit.memory.MemoryRows.OutboxRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The webhook outbox in memory; see {@link MemoryPlatform}. */
public final class MemoryOutbox implements Outbox {
  private final MemoryRows rows;

  MemoryOutbox(MemoryRows rows) {
    this.rows = rows;
  }

  @Override
  public Optional<WebhookEvent> find(ExecutionId execution, Slot slot) {
    synchronized (rows) {
      return Optional.ofNullable(rows.outbox.get(new Entry(execution, slot))).map(OutboxRow::event);
    }
  }

  @Override
  public void keep(WebhookEvent test) {
    synchronized (rows) {
      rows.outbox.putIfAbsent(
          new Entry(test.execution(), test.slot()), new OutboxRow(test, test.at()));
    }
  }

  @Override
  public void markSent(ExecutionId execution, Slot slot, Instant at) {
    synchronized (rows) {
      rows.outbox.computeIfPresent(
          new Entry(execution, slot),
          (entry, row) -> row.sentAt() == null ? new OutboxRow(row.event(), at) : row);
    }
  }

  @Override
  public List<Entry> unsent(Instant before, int limit) {
    synchronized (rows) {
      return rows.outbox.entrySet().stream()
          .filter(row -> row.getValue().sentAt() == null)
          .filter(row -> !DueTimes.ofUnsent(row.getValue().event()).isAfter(before))
          .sorted(Comparator.comparing(row -> row.getValue().event().at()))
          .limit(limit)
          .map(Map.Entry::getKey)
          .toList();
    }
  }
}
