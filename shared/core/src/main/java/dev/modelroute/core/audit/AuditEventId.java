package dev.modelroute.core.audit;

import dev.modelroute.core.id.IdText;
import java.util.UUID;

/** Id of an audit event: {@code aud_<uuid>}. */
public record AuditEventId(String value) {
  private static final String PREFIX = "aud";

  public AuditEventId {
    IdText.require(PREFIX, value);
  }

  public static AuditEventId of(UUID uuid) {
    return new AuditEventId(IdText.of(PREFIX, uuid));
  }

  @Override
  public String toString() {
    return value;
  }
}
