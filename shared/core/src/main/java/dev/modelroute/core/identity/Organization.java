package dev.modelroute.core.identity;

import java.time.Instant;

/**
 * A customer of the platform.
 *
 * @param idempotency whether a submit without an idempotency key is refused or gets one made
 */
public record Organization(OrgId id, String name, IdempotencyMode idempotency, Instant createdAt) {

  /** {@code REQUIRED}: a key must be sent. {@code AUTO}: a missing one is made and returned. */
  public enum IdempotencyMode {
    REQUIRED,
    AUTO
  }
}
