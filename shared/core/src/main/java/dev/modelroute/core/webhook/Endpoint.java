package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's registered receiver.
 *
 * @param events what it gets; empty = everything
 * @param health whether it gets them, and how it did lately
 * @param revision counts changes of everything but health, so that two of them can't mix
 */
public record Endpoint(
    EndpointId id,
    OrgId organization,
    Receiver receiver,
    Set<EventType> events,
    String description,
    Health health,
    Instant createdAt,
    int revision) {
  /** Most endpoints of one organisation; each event is fanned out to all of them in one go. */
  public static final int MAX_PER_ORGANIZATION = 20;

  /** Failed deliveries in a row that switch an endpoint off. */
  public static final int MAX_FAILED_DELIVERIES = 10;

  public Endpoint {
    events = events.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(events));
  }

  /** Whether an endpoint gets events, and why not. */
  public enum Status {
    ACTIVE,
    /** Ten deliveries in a row failed. */
    DISABLED_FAILING,
    /** It answered 410. */
    DISABLED_GONE
  }

  /**
   * How an endpoint did.
   *
   * @param failureCount failed deliveries in a row (deliveries, not attempts)
   * @param lastSuccess when a delivery last succeeded; null when none did
   * @param breaker its attempts' failures in a row
   */
  public record Health(
      Status status, int failureCount, @Nullable Instant lastSuccess, EndpointBreaker breaker) {
    public static final Health NEW = new Health(Status.ACTIVE, 0, null, EndpointBreaker.CLOSED);

    public Health after(Status next, int failures) {
      return new Health(next, failures, lastSuccess, breaker);
    }

    public Health withBreaker(EndpointBreaker next) {
      return new Health(status, failureCount, lastSuccess, next);
    }
  }

  public boolean isActive() {
    return health.status() == Status.ACTIVE;
  }

  /** Whether it asked for this kind of event; switched off or not. */
  public boolean subscribes(EventType event) {
    return events.isEmpty() || events.contains(event);
  }

  /** Where events are posted; null for one that pulls. */
  public @Nullable String url() {
    return switch (receiver) {
      case Receiver.Push push -> push.url();
      case Receiver.Pull ignored -> null;
    };
  }

  /** This endpoint with another way to reach it, one revision on. */
  public Endpoint changed(Receiver next, Set<EventType> wanted, String about) {
    return new Endpoint(id, organization, next, wanted, about, health, createdAt, revision + 1);
  }

  /** This endpoint in another health. */
  public Endpoint with(Health next) {
    return new Endpoint(id, organization, receiver, events, description, next, createdAt, revision);
  }
}
