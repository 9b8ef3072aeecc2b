package dev.modelroute.core.webhook;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import java.util.List;
import java.util.Optional;

/** Shows deliveries and their attempts; another organisation's look like missing ones. */
public final class FindDelivery {
  private final DeliveryStore deliveries;
  private final Outbox outbox;

  public FindDelivery(DeliveryStore deliveries, Outbox outbox) {
    this.deliveries = deliveries;
    this.outbox = outbox;
  }

  /** A delivery with its body, as every attempt sends it, and everything that was tried. */
  public record Found(Delivery delivery, Optional<String> body, List<DeliveryAttempt> attempts) {
    public Found {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * @param id as the caller wrote it
   */
  public Optional<Found> find(OrgId organization, String id) {
    return own(deliveries, organization, id)
        .map(delivery ->
            new Found(
                delivery,
                outbox
                    .find(delivery.source().execution(), delivery.source().slot())
                    .map(WebhookEvent::body),
                deliveries.attempts(delivery.id())));
  }

  public Page<Delivery> list(OrgId organization, DeliveryFilter filter, PageRequest page) {
    return deliveries.list(organization, filter, page);
  }

  /**
   * What waits for one endpoint, oldest first.
   *
   * @return empty when the organisation has no such endpoint's deliveries
   */
  public List<Delivery> waiting(OrgId organization, EndpointId endpoint, int limit) {
    return deliveries.waiting(endpoint, limit).stream()
        .filter(delivery -> delivery.organization().equals(organization))
        .toList();
  }

  static Optional<Delivery> own(DeliveryStore deliveries, OrgId organization, String id) {
    return DeliveryId.parse(id)
        .flatMap(deliveries::find)
        .filter(delivery -> delivery.organization().equals(organization));
  }
}
