package dev.modelroute.core.webhook;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Events written together with the state they tell of ({@code ExecutionStore}), until they are
 * handed to the queue. Each method may throw {@link StoreUnavailableException}.
 */
public interface Outbox {
  Optional<WebhookEvent> find(ExecutionId execution, Slot slot);

  /**
   * Stores a test's event, which tells of no execution: it is found, but never waits to be sent. No
   * effect when stored before.
   */
  void keep(WebhookEvent test);

  /** Notes that the event was queued; no effect when noted before. */
  void markSent(ExecutionId execution, Slot slot, Instant at);

  /** Events not queued yet and due at or before an instant, oldest first. */
  List<Entry> unsent(Instant before, int limit);

  /** Names one event. */
  record Entry(ExecutionId execution, Slot slot) {}
}
