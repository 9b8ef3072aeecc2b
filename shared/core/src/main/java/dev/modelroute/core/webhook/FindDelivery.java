package dev.modelroute.core.webhook;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.OrgId;
import java.util.List;
import java.util.Optional;

/** Shows deliveries and their attempts; another organisation's look like missing ones. */
public final class FindDelivery {
  private final DeliveryStore deliveries;

  public FindDelivery(DeliveryStore deliveries) {
    this.deliveries = deliveries;
  }

  /** A delivery with everything that was tried. */
  public record Found(Delivery delivery, List<DeliveryAttempt> attempts) {
    public Found {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * @param id as the caller wrote it
   */
  public Optional<Found> find(OrgId organization, String id) {
    return DeliveryId.parse(id)
        .flatMap(deliveries::find)
        .filter(delivery -> delivery.organization().equals(organization))
        .map(delivery -> new Found(delivery, deliveries.attempts(delivery.id())));
  }

  public Page<Delivery> list(OrgId organization, DeliveryFilter filter, PageRequest page) {
    return deliveries.list(organization, filter, page);
  }
}
