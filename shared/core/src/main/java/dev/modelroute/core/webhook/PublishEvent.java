package dev.modelroute.core.webhook;

import dev.modelroute.core.id.Digests;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fans an event out: one delivery for each endpoint that wants it and one for the request's own
 * address. Repeats make no second delivery.
 */
public final class PublishEvent {
  private final Outbox outbox;
  private final EndpointStore endpoints;
  private final DeliveryStore deliveries;
  private final WebhookQueue queue;
  private final InstantSource time;

  public PublishEvent(
      Outbox outbox,
      EndpointStore endpoints,
      DeliveryStore deliveries,
      WebhookQueue queue,
      InstantSource time) {
    this.outbox = outbox;
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.queue = queue;
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
    return outbox
        .find(entry.execution(), entry.slot())
        .<Published>map(event -> new Published.FannedOut(fanOut(entry, event)))
        .orElseGet(Published.NoSuchEvent::new);
  }

  private List<DeliveryId> fanOut(Outbox.Entry entry, WebhookEvent event) {
    var ids = new ArrayList<DeliveryId>();
    for (Endpoint endpoint : endpoints.all(event.organization())) {
      if (endpoint.wants(event.type())) {
        ids.add(queue(delivery(entry, event, endpoint.id(), endpoint.url())));
      }
    }
    if (event.webhookUrl() != null) {
      ids.add(queue(delivery(entry, event, null, event.webhookUrl())));
    }
    return ids;
  }

  /** Queues what was never attempted: after a crash between row and message the row is old. */
  private DeliveryId queue(Delivery wanted) {
    Delivery stored = deliveries.createIfAbsent(wanted);
    if (stored.state() == Delivery.State.SCHEDULED && stored.attempts() == 0) {
      queue.sendDelivery(stored.id(), group(stored), Duration.ZERO, stored.nextAttemptAt());
    }
    return stored.id();
  }

  private Delivery delivery(
      Outbox.Entry entry, WebhookEvent event, @Nullable EndpointId endpoint, String url) {
    Instant now = time.instant().truncatedTo(ChronoUnit.SECONDS);
    return new Delivery(
        Delivery.idOf(event.id(), endpoint),
        event.id(),
        event.type(),
        event.organization(),
        entry,
        endpoint,
        url,
        Delivery.State.SCHEDULED,
        0,
        event.at(),
        now,
        null);
  }

  /** Who shares a slow receiver's fate in a fair queue: at most 128 characters. */
  public static String group(Delivery delivery) {
    if (delivery.endpoint() != null) {
      return delivery.endpoint().value();
    }
    String url = delivery.url();
    int end = url.indexOf('/', url.indexOf("://") + 3);
    String origin = end < 0 ? url : url.substring(0, end);
    return Digests.sha256(delivery.organization() + " " + origin);
  }
}
