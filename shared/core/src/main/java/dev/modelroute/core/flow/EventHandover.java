package dev.modelroute.core.flow;

import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookQueue;
import java.time.InstantSource;

/**
 * Hands a committed event to the queue. Best effort: the row stays due, and the sweeper sends what
 * was not sent here.
 */
public final class EventHandover {
  private final WebhookQueue queue;
  private final Outbox outbox;
  private final InstantSource time;

  public EventHandover(WebhookQueue queue, Outbox outbox, InstantSource time) {
    this.queue = queue;
    this.outbox = outbox;
    this.time = time;
  }

  void handOver(WebhookEvent event) {
    Outbox.Entry entry = new Outbox.Entry(event.execution(), event.slot());
    try {
      send(entry);
    } catch (StoreUnavailableException later) {
      // The commit stands; failing the caller now would only hide that. Unsent rows are resent
      // within two minutes.
      return;
    }
  }

  /** Queues an event and notes it; throws where {@link #handOver} waits for the sweeper. */
  public void send(Outbox.Entry entry) {
    queue.sendEvent(entry);
    outbox.markSent(entry.execution(), entry.slot(), time.instant());
  }
}
