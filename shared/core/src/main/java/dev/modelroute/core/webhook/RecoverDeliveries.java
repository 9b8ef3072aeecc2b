package dev.modelroute.core.webhook;

import dev.modelroute.core.identity.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Sends an endpoint's failed deliveries again, each once. */
public final class RecoverDeliveries {
  /** How far back. */
  public static final Duration FURTHEST = Duration.ofDays(14);

  private final EndpointStore endpoints;
  private final WebhookQueue queue;
  private final InstantSource time;

  public RecoverDeliveries(EndpointStore endpoints, WebhookQueue queue, InstantSource time) {
    this.endpoints = endpoints;
    this.queue = queue;
    this.time = time;
  }

  /** What became of it. */
  public sealed interface Recovery {
    /** Queued. */
    record Begun(Reopening work) implements Recovery {}

    /** The time lies in the future or too far back. */
    record OutOfRange() implements Recovery {}

    /** The endpoint is switched off. */
    record SwitchedOff() implements Recovery {}

    record NotFound() implements Recovery {}
  }

  /**
   * @param id as the caller wrote it
   * @param since when the events happened, at the earliest
   */
  public Recovery recover(OrgId organization, String id, Instant since) {
    Optional<Endpoint> endpoint =
        EndpointId.parse(id).flatMap(known -> endpoints.find(organization, known));
    if (endpoint.isEmpty()) {
      return new Recovery.NotFound();
    }
    Instant now = time.instant();
    if (since.isAfter(now) || since.isBefore(now.minus(FURTHEST))) {
      return new Recovery.OutOfRange();
    }
    if (!endpoint.get().isActive()) {
      return new Recovery.SwitchedOff();
    }
    var work =
        new Reopening(organization, endpoint.get().id(), Delivery.State.FAILED, since, now, null);
    queue.sendReopening(work);
    return new Recovery.Begun(work);
  }
}
