package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends an endpoint an event that tells of nothing, whether it subscribed to the type or not. One
 * attempt; how it goes says nothing of the endpoint's health.
 */
public final class SendTestEvent {
  private final WebhookPorts ports;
  private final TestEvents events;
  private final RetrySchedule schedule;
  private final InstantSource time;

  public SendTestEvent(
      WebhookPorts ports, TestEvents events, RetrySchedule schedule, InstantSource time) {
    this.ports = ports;
    this.events = events;
    this.schedule = schedule;
    this.time = time;
  }

  /** What became of it. */
  public sealed interface Sent {
    /** Queued, or waiting to be pulled. */
    record Queued(Delivery delivery) implements Sent {}

    /** The endpoint is switched off. */
    record SwitchedOff() implements Sent {}

    record NotFound() implements Sent {}
  }

  /**
   * @param id as the caller wrote it
   */
  public Sent send(OrgId organization, String id, EventType type) {
    Optional<Endpoint> endpoint =
        EndpointId.parse(id).flatMap(known -> ports.endpoints().find(organization, known));
    if (endpoint.isEmpty()) {
      return new Sent.NotFound();
    }
    if (!endpoint.get().isActive()) {
      return new Sent.SwitchedOff();
    }
    Instant now = time.instant();
    WebhookEvent event = events.of(organization, type, now);
    ports.outbox().keep(event);
    var round = new Delivery.Round(0, false, now.plus(schedule.life()));
    Delivery delivery =
        ports
            .deliveries()
            .createIfAbsent(
                Delivery.of(event, endpoint.get().id(), endpoint.get().url(), round, now));
    if (!delivery.isPulled()) {
      ports
          .queue()
          .sendDelivery(delivery.id(), delivery.group(), Duration.ZERO, delivery.nextAttemptAt());
    }
    return new Sent.Queued(delivery);
  }
}
