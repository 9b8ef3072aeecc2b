package dev.modelroute.core.identity;

import dev.modelroute.core.id.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Organisations and their API keys. Every method may throw {@link StoreUnavailableException}. */
public interface KeyStore {
  /** Most live keys of one organisation. */
  int MAX_LIVE_KEYS = 20;

  /** The key with this digest, ended ones included: one consistent read, never cached. */
  Optional<StoredKey> findByDigest(String digest);

  /** Stores a new organisation; false when the id is taken. */
  boolean createOrganization(Organization organization);

  Optional<Organization> findOrganization(OrgId id);

  /**
   * Changes an organisation's settings together with their copies on its live keys, all or nothing.
   * Of two changes at once each counts.
   *
   * @param change called again when another change came between
   * @return the organisation as changed; empty when there is none
   */
  Optional<Organization> changeSettings(OrgId id, UnaryOperator<OrganizationSettings> change);

  /**
   * Stores a new key; {@link KeyCreation#TOO_MANY} when the organisation has {@link #MAX_LIVE_KEYS}
   * already.
   *
   * @param key with the organisation's settings as last read
   */
  KeyCreation createKey(StoredKey key);

  /**
   * The keys of an organisation that were not revoked, each with its newest secret; newest key
   * first.
   */
  List<StoredKey> keysOf(OrgId organization);

  /**
   * Gives a key another secret. The one before the present one, should it still live, ends at once.
   *
   * @param current as last read
   * @param next {@link StoredKey#withSecret} of it
   * @param rotation when the present secret ends
   * @return false when the key was revoked, rotated or got other settings since it was read
   */
  boolean rotate(StoredKey current, StoredKey next, Rotation rotation);

  /**
   * Ends a key with all of its secrets.
   *
   * @return false when there is none, or not any more
   */
  boolean revoke(OrgId organization, KeyId key, Instant at);

  /** Notes a use, unless a later or an equal one was noted. */
  void used(StoredKey key, Instant at);

  /**
   * When a rotation happens and when it ends the secret before.
   *
   * @param previousUntil at or after the rotation
   */
  record Rotation(Instant at, Instant previousUntil) {}

  /** What became of a new key. */
  enum KeyCreation {
    CREATED,
    TOO_MANY,
    /** The organisation has other settings by now: read them again. */
    SETTINGS_CHANGED,
    NO_SUCH_ORGANIZATION
  }
}
