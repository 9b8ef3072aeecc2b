package dev.modelroute.core.identity;

import dev.modelroute.core.identity.Organization.IdempotencyMode;

/** Who is behind a request; every part comes from the stored key and nothing from the request. */
public record Caller(
    Account account, KeyId key, String label, KeyLevel level, IdempotencyMode idempotency) {
  public OrgId organization() {
    return account.organization();
  }
}
