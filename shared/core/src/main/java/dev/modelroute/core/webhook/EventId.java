package dev.modelroute.core.webhook;

import dev.modelroute.core.id.IdText;
import java.util.Optional;
import java.util.UUID;

/** Id of a webhook event, the receiver's dedupe key: {@code evt_<uuid>}. */
public record EventId(String value) {
  private static final String PREFIX = "evt";

  public EventId {
    IdText.require(PREFIX, value);
  }

  public static EventId of(UUID uuid) {
    return new EventId(IdText.of(PREFIX, uuid));
  }

  /** The id when the text has its form, else empty. */
  public static Optional<EventId> parse(String text) {
    return IdText.matches(PREFIX, text) ? Optional.of(new EventId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
