package dev.modelroute.testkit.memory;

import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.identity.StoredKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Organisations and keys in memory; see {@link MemoryPlatform}. */
public final class MemoryKeyStore implements KeyStore {
  private static final Comparator<StoredKey> NEWEST_FIRST =
      Comparator.comparing(StoredKey::createdAt).thenComparing(key -> key.id().value()).reversed();

  private final Map<OrgId, Organization> organizations = new HashMap<>();
  private final Map<String, StoredKey> keysByDigest = new HashMap<>();
  private final Map<KeyId, Secrets> secrets = new HashMap<>();

  /**
   * The digests of a key that was not revoked.
   *
   * @param previous null until it was rotated
   */
  private record Secrets(String current, @Nullable String previous) {
    boolean has(String digest) {
      return digest.equals(current) || digest.equals(previous);
    }
  }

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
        key.account().organization().equals(id) && isSecret(key)
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
    if (keysOf(organization).size() >= MAX_LIVE_KEYS) {
      return KeyCreation.TOO_MANY;
    }
    if (!owner.settings().equals(key.settings())) {
      return KeyCreation.SETTINGS_CHANGED;
    }
    keysByDigest.put(key.digest(), key);
    secrets.put(key.id(), new Secrets(key.digest(), null));
    return KeyCreation.CREATED;
  }

  private boolean isCurrent(StoredKey key) {
    Secrets own = secrets.get(key.id());
    return own != null && own.current().equals(key.digest());
  }

  private boolean isSecret(StoredKey key) {
    Secrets own = secrets.get(key.id());
    return own != null && own.has(key.digest());
  }

  @Override
  public synchronized boolean rotate(StoredKey current, StoredKey next, Rotation rotation) {
    Secrets own = secrets.get(current.id());
    Organization owner = organizations.get(current.account().organization());
    if (own == null
        || owner == null
        || !own.current().equals(current.digest())
        || !owner.settings().equals(next.settings())) {
      return false;
    }
    end(own.previous(), rotation.at());
    end(own.current(), rotation.previousUntil());
    keysByDigest.put(next.digest(), next);
    secrets.put(current.id(), new Secrets(next.digest(), current.digest()));
    return true;
  }

  @Override
  public synchronized boolean revoke(OrgId organization, KeyId key, Instant at) {
    if (keysOf(organization).stream().noneMatch(live -> live.id().equals(key))) {
      return false;
    }
    Secrets own = Objects.requireNonNull(secrets.remove(key));
    end(own.previous(), at);
    end(own.current(), at);
    return true;
  }

  @Override
  public synchronized void used(StoredKey key, Instant at) {
    keysByDigest.computeIfPresent(
        key.digest(),
        (digest, now) ->
            now.lastUsedAt() == null || now.lastUsedAt().isBefore(at) ? now.usedAt(at) : now);
  }

  private void end(@Nullable String digest, Instant at) {
    if (digest != null) {
      keysByDigest.computeIfPresent(digest, (same, key) -> key.until(at));
    }
  }

  @Override
  public synchronized List<StoredKey> keysOf(OrgId organization) {
    return keysByDigest.values().stream()
        .filter(key -> key.account().organization().equals(organization))
        .filter(this::isCurrent)
        .sorted(NEWEST_FIRST)
        .toList();
  }
}
