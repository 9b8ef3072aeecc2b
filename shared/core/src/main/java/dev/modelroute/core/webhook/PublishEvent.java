package dev.modelroute.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Fans an event out: one delivery for each endpoint that wants it and one for the request's own
 * address. Repeats make no second delivery.
 */
public final class PublishEvent {
  private final WebhookPorts ports;
  private final RetrySchedule schedule;
  private final InstantSource time;

  public PublishEvent(WebhookPorts ports, RetrySchedule schedule, InstantSource time) {
    this.ports = ports;
    this.schedule = schedule;
    this.time = time;
  }

  /** What became of an event. */
  public sealed interface Published {
    /** Its deliveries are stored and queued. */
    record FannedOut(List<DeliveryId> deliveries) implements Published {
      public FannedOut {
        deliveries = List.copyOf(deliveries);
      }
    }

    /** There is no such event (any more). */
    record NoSuchEvent() implements Published {}
  }

  public Published publish(Outbox.Entry entry) {
    return ports
        .outbox()
        .find(entry.execution(), entry.slot())
        .<Published>map(event -> new Published.FannedOut(fanOut(event)))
        .orElseGet(Published.NoSuchEvent::new);
  }

  private List<DeliveryId> fanOut(WebhookEvent event) {
    var round = new Delivery.Round(0, true, event.at().plus(schedule.life()));
    Instant now = time.instant();
    var ids = new ArrayList<DeliveryId>();
    for (Endpoint endpoint : ports.endpoints().all(event.organization())) {
      if (endpoint.subscribes(event.type())) {
        // Switched off or not: it is parked then, and sent once the endpoint is on again.
        ids.add(queue(Delivery.of(event, endpoint.id(), endpoint.url(), round, now)));
      }
    }
    if (event.webhookUrl() != null) {
      ids.add(queue(Delivery.of(event, null, event.webhookUrl(), round, now)));
    }
    return ids;
  }

  /** Queues what was never attempted: after a crash between row and message the row is old. */
  private DeliveryId queue(Delivery wanted) {
    Delivery stored = ports.deliveries().createIfAbsent(wanted);
    boolean open = stored.state() == Delivery.State.SCHEDULED && stored.attempts() == 0;
    if (open && !stored.isPulled()) {
      ports
          .queue()
          .sendDelivery(stored.id(), stored.group(), Duration.ZERO, stored.nextAttemptAt());
    }
    return stored.id();
  }
}
