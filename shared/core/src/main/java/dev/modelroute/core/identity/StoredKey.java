package dev.modelroute.core.identity;

import dev.modelroute.core.money.SpendLimit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of an API key. The secret is not in it, only its digest. The organisation's settings that
 * every request needs are on it too, so that authenticating is one read.
 *
 * @param digest {@link ApiKey#digest}, lower-case hex
 * @param spendLimit null for none
 * @param revokedAt when it stopped working; null while it lives
 */
public record StoredKey(
    KeyId id,
    Account account,
    String label,
    KeyLevel level,
    String digest,
    String lastFour,
    @Nullable SpendLimit spendLimit,
    OrganizationSettings settings,
    Instant createdAt,
    @Nullable Instant revokedAt) {

  public Caller caller() {
    return new Caller(account, id, label, level, spendLimit, settings);
  }

  public StoredKey with(OrganizationSettings changed) {
    return new StoredKey(
        id, account, label, level, digest, lastFour, spendLimit, changed, createdAt, revokedAt);
  }

  public boolean isRevoked() {
    return revokedAt != null;
  }
}
