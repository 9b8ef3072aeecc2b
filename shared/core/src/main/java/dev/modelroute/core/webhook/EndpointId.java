package dev.modelroute.core.webhook;

import dev.modelroute.core.id.IdText;
import java.util.Optional;
import java.util.UUID;

/** Id of a webhook endpoint: {@code wh_<uuid>}. */
public record EndpointId(String value) {
  private static final String PREFIX = "wh";

  public EndpointId {
    IdText.require(PREFIX, value);
  }

  public static EndpointId of(UUID uuid) {
    return new EndpointId(IdText.of(PREFIX, uuid));
  }

  /** The id when the text has its form, else empty. */
  public static Optional<EndpointId> parse(String text) {
    return IdText.matches(PREFIX, text) ? Optional.of(new EndpointId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
