package dev.modelroute.core.flow;

import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.webhook.EndpointStore;
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
  private final EndpointStore endpoints;
  private final InstantSource time;

  public EventHandover(
      WebhookQueue queue, Outbox outbox, EndpointStore endpoints, InstantSource time) {
    this.queue = queue;
    this.outbox = outbox;
    this.endpoints = endpoints;
    this.time = time;
  }

  /**
   * The event as it is to be committed. It is for the endpoints there are when it is made; where
   * there are none, all the work of queueing and fan-out is left out.
   *
   * @param event made before this call: an endpoint created later is not owed it
   */
  WebhookEvent addressed(WebhookEvent event) {
    return event.webhookUrl() == null && !anyEndpoint(event) ? event.unawaited() : event;
  }

  /** In doubt there is one: the fan-out looks again. */
  private boolean anyEndpoint(WebhookEvent event) {
    try {
      return endpoints.any(event.organization());
    } catch (StoreUnavailableException later) {
      return true;
    }
  }

  void handOver(WebhookEvent event) {
    if (!event.awaited()) {
      return;
    }
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
