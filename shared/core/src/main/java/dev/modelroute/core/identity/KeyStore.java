package dev.modelroute.core.identity;

import dev.modelroute.core.id.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Organisations and their API keys. Every method may throw {@link StoreUnavailableException}. */
public interface KeyStore {
  /** Most live keys of one organisation. */
  int MAX_LIVE_KEYS = 20;

  /** The key with this digest, revoked ones included: one consistent read, never cached. */
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

  /** All keys of an organisation, newest first. */
  List<StoredKey> keysOf(OrgId organization);

  /** What became of a new key. */
  enum KeyCreation {
    CREATED,
    TOO_MANY,
    /** The organisation has other settings by now: read them again. */
    SETTINGS_CHANGED,
    NO_SUCH_ORGANIZATION
  }
}
