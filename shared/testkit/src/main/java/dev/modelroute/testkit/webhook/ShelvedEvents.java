package dev.modelroute.testkit.webhook;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An outbox that holds what a test puts into it. */
public final class ShelvedEvents implements Outbox {
  private final Map<Entry, WebhookEvent> events = new ConcurrentHashMap<>();
  private final Set<Entry> sent = ConcurrentHashMap.newKeySet();

  /** Stores an event and says under which name. */
  public Entry put(WebhookEvent event) {
    var entry = new Entry(event.execution(), event.slot());
    events.put(entry, event);
    return entry;
  }

  @Override
  public Optional<WebhookEvent> find(ExecutionId execution, WebhookEvent.Slot slot) {
    return Optional.ofNullable(events.get(new Entry(execution, slot)));
  }

  @Override
  public void keep(WebhookEvent test) {
    sent.add(put(test));
  }

  @Override
  public void markSent(ExecutionId execution, WebhookEvent.Slot slot, Instant at) {
    sent.add(new Entry(execution, slot));
  }

  @Override
  public List<Entry> unsent(Instant before, int limit) {
    return events.entrySet().stream()
        .filter(event -> !sent.contains(event.getKey()))
        .filter(event -> !event.getValue().at().isAfter(before))
        .sorted(Comparator.comparing(event -> event.getValue().at()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }
}
