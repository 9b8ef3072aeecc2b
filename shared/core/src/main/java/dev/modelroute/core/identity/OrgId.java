package dev.modelroute.core.identity;

import dev.modelroute.core.id.IdText;
import java.util.Optional;
import java.util.UUID;

/** Id of an organisation: {@code org_<uuid>}. */
public record OrgId(String value) {
  private static final String PREFIX = "org";

  public OrgId {
    IdText.require(PREFIX, value);
  }

  public static OrgId of(UUID uuid) {
    return new OrgId(IdText.of(PREFIX, uuid));
  }

  /** The id when the text has its form, else empty. */
  public static Optional<OrgId> parse(String text) {
    return IdText.matches(PREFIX, text) ? Optional.of(new OrgId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
