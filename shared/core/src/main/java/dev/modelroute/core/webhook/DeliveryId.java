package dev.modelroute.core.webhook;

import dev.modelroute.core.id.IdText;
import java.util.Optional;
import java.util.UUID;

/** Id of one event's delivery to one address: {@code dlv_<uuid>}. */
public record DeliveryId(String value) {
  private static final String PREFIX = "dlv";

  public DeliveryId {
    IdText.require(PREFIX, value);
  }

  public static DeliveryId of(UUID uuid) {
    return new DeliveryId(IdText.of(PREFIX, uuid));
  }

  /** The id when the text has its form, else empty. */
  public static Optional<DeliveryId> parse(String text) {
    return IdText.matches(PREFIX, text) ? Optional.of(new DeliveryId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
