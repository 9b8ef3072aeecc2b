package dev.modelroute.testkit.memory;

import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.identity.StoredKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Organisations and keys in memory; see {@link MemoryPlatform}. */
public final class MemoryKeyStore implements KeyStore {
  private static final Comparator<StoredKey> NEWEST_FIRST =
      Comparator.comparing(StoredKey::createdAt).thenComparing(key -> key.id().value()).reversed();

  private final Map<OrgId, Organization> organizations = new HashMap<>();
  private final Map<String, StoredKey> keysByDigest = new HashMap<>();

  MemoryKeyStore() {}

  @Override
  public synchronized Optional<StoredKey> findByDigest(String digest) {
    return Optional.ofNullable(keysByDigest.get(digest));
  }

  @Override
  public synchronized boolean createOrganization(Organization organization) {
    return organizations.putIfAbsent(organization.id(), organization) == null;
  }

  @Override
  public synchronized Optional<Organization> findOrganization(OrgId id) {
    return Optional.ofNullable(organizations.get(id));
  }

  @Override
  public synchronized Optional<Organization> changeSettings(
      OrgId id, UnaryOperator<OrganizationSettings> change) {
    Organization before = organizations.get(id);
    if (before == null) {
      return Optional.empty();
    }
    Organization after = before.with(change.apply(before.settings()));
    organizations.put(id, after);
    keysByDigest.replaceAll((digest, key) ->
        key.account().organization().equals(id) && !key.isRevoked()
            ? key.with(after.settings())
            : key);
    return Optional.of(after);
  }

  @Override
  public synchronized KeyCreation createKey(StoredKey key) {
    OrgId organization = key.account().organization();
    Organization owner = organizations.get(organization);
    if (owner == null) {
      return KeyCreation.NO_SUCH_ORGANIZATION;
    }
    long live = keysOf(organization).stream().filter(other -> !other.isRevoked()).count();
    if (live >= MAX_LIVE_KEYS) {
      return KeyCreation.TOO_MANY;
    }
    if (!owner.settings().equals(key.settings())) {
      return KeyCreation.SETTINGS_CHANGED;
    }
    keysByDigest.put(key.digest(), key);
    return KeyCreation.CREATED;
  }

  @Override
  public synchronized List<StoredKey> keysOf(OrgId organization) {
    return keysByDigest.values().stream()
        .filter(key -> key.account().organization().equals(organization))
        .sorted(NEWEST_FIRST)
        .toList();
  }
}
