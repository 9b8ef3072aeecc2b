package dev.modelroute.core.identity;

import dev.modelroute.core.id.StoreUnavailableException;
import java.util.List;
import java.util.Optional;

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
   * Stores a new key; {@link KeyCreation#TOO_MANY} when the organisation has {@link #MAX_LIVE_KEYS}
   * already.
   */
  KeyCreation createKey(StoredKey key);

  /** All keys of an organisation, newest first. */
  List<StoredKey> keysOf(OrgId organization);

  /** What became of a new key. */
  enum KeyCreation {
    CREATED,
    TOO_MANY,
    NO_SUCH_ORGANIZATION
  }
}
