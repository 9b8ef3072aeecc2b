package dev.modelroute.core.identity;

import java.time.Instant;

/** A customer of the platform. */
public record Organization(
    OrgId id, String name, OrganizationSettings settings, Instant createdAt) {

  public Organization with(OrganizationSettings changed) {
    return new Organization(id, name, changed, createdAt);
  }

  /** {@code REQUIRED}: a key must be sent. {@code AUTO}: a missing one is made and returned. */
  public enum IdempotencyMode {
    REQUIRED,
    AUTO
  }
}
