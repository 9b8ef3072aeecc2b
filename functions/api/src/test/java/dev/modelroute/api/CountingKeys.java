package dev.modelroute.api;

import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.identity.StoredKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Counts lookups by digest. */
final class CountingKeys implements KeyStore {
  private final KeyStore inner;
  private final AtomicInteger lookups = new AtomicInteger();

  CountingKeys(KeyStore inner) {
    this.inner = inner;
  }

  int lookups() {
    return lookups.get();
  }

  @Override
  public Optional<StoredKey> findByDigest(String digest) {
    lookups.incrementAndGet();
    return inner.findByDigest(digest);
  }

  @Override
  public boolean createOrganization(Organization organization) {
    return inner.createOrganization(organization);
  }

  @Override
  public Optional<Organization> findOrganization(OrgId id) {
    return inner.findOrganization(id);
  }

  @Override
  public Optional<Organization> changeSettings(
      OrgId id, UnaryOperator<OrganizationSettings> change) {
    return inner.changeSettings(id, change);
  }

  @Override
  public KeyCreation createKey(StoredKey key) {
    return inner.createKey(key);
  }

  @Override
  public boolean rotate(StoredKey current, StoredKey next, Rotation rotation) {
    return inner.rotate(current, next, rotation);
  }

  @Override
  public boolean revoke(OrgId organization, KeyId key, Instant at) {
    return inner.revoke(organization, key, at);
  }

  @Override
  public void used(StoredKey key, Instant at) {
    inner.used(key, at);
  }

  @Override
  public List<StoredKey> keysOf(OrgId organization) {
    return inner.keysOf(organization);
  }
}
