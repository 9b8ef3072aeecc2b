package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's registered receiver.
 *
 * @param events what it gets; empty = everything
 * @param headers sent with every delivery besides ours
 * @param failureCount failed deliveries in a row (deliveries, not attempts)
 * @param lastSuccess when a delivery last succeeded; null when none did
 */
public record Endpoint(
    EndpointId id,
    OrgId organization,
    String url,
    Set<EventType> events,
    String description,
    Map<String, String> headers,
    SigningSecrets secrets,
    Status status,
    int failureCount,
    @Nullable Instant lastSuccess,
    Instant createdAt) {
  /** Most endpoints of one organisation; each event is fanned out to all of them in one go. */
  public static final int MAX_PER_ORGANIZATION = 20;

  /** Failed deliveries in a row that switch an endpoint off. */
  public static final int MAX_FAILED_DELIVERIES = 10;

  public Endpoint {
    events = events.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(events));
    headers = Map.copyOf(headers);
  }

  /** Whether an endpoint gets events, and why not. */
  public enum Status {
    ACTIVE,
    /** Ten deliveries in a row failed. */
    DISABLED_FAILING,
    /** It answered 410. */
    DISABLED_GONE;

    /** The form on the wire and in rows: {@code disabled_failing}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean isActive() {
    return status == Status.ACTIVE;
  }

  public boolean wants(EventType event) {
    return isActive() && (events.isEmpty() || events.contains(event));
  }

  public Endpoint withHealth(Status now, int failures, @Nullable Instant success) {
    return new Endpoint(
        id,
        organization,
        url,
        events,
        description,
        headers,
        secrets,
        now,
        failures,
        success,
        createdAt);
  }
}
