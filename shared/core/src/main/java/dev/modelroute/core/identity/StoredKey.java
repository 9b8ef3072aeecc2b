package dev.modelroute.core.identity;

import dev.modelroute.core.money.SpendLimit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of an API key's secret. The secret itself is not in it, only its digest. While a key is
 * being rotated it has two: each is a row, under one key id. The organisation's settings that every
 * request needs are on it too, so that authenticating is one read.
 *
 * @param digest {@link ApiKey#digest}, lower-case hex
 * @param prefix the secret's first characters, to tell keys apart by
 * @param spendLimit null for none
 * @param createdAt of the key, not of its present secret
 * @param validUntil when this secret stops working; null while no end is set
 * @param lastUsedAt to the minute or so; null when it never was
 */
public record StoredKey(
    KeyId id,
    Account account,
    String label,
    KeyLevel level,
    String digest,
    String prefix,
    String lastFour,
    @Nullable SpendLimit spendLimit,
    OrganizationSettings settings,
    Instant createdAt,
    @Nullable Instant validUntil,
    @Nullable Instant lastUsedAt) {

  public Caller caller() {
    return new Caller(account, id, label, level, spendLimit, settings);
  }

  /** Whether the secret works at an instant; at its end it does not any more. */
  public boolean isLive(Instant now) {
    return validUntil == null || now.isBefore(validUntil);
  }

  public StoredKey with(OrganizationSettings changed) {
    return new StoredKey(
        id,
        account,
        label,
        level,
        digest,
        prefix,
        lastFour,
        spendLimit,
        changed,
        createdAt,
        validUntil,
        lastUsedAt);
  }

  /** This key under another secret. */
  public StoredKey withSecret(ApiKey secret, Pepper pepper) {
    return new StoredKey(
        id,
        account,
        label,
        level,
        secret.digest(pepper.bytes()),
        secret.prefix(),
        secret.lastFour(),
        spendLimit,
        settings,
        createdAt,
        null,
        null);
  }

  /** This secret with an end. */
  public StoredKey until(Instant end) {
    return new StoredKey(
        id,
        account,
        label,
        level,
        digest,
        prefix,
        lastFour,
        spendLimit,
        settings,
        createdAt,
        end,
        lastUsedAt);
  }

  /** This secret after a use. */
  public StoredKey usedAt(Instant at) {
    return new StoredKey(
        id,
        account,
        label,
        level,
        digest,
        prefix,
        lastFour,
        spendLimit,
        settings,
        createdAt,
        validUntil,
        at);
  }
}
