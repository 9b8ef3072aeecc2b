package dev.modelroute.core.identity;

import java.util.Optional;

/**
 * Finds out who is behind a key. A text that is no key, or has a wrong checksum, is refused without
 * a store read; a revoked key looks like one that never was.
 */
public final class AuthenticateKey {
  private final KeyStore keys;
  private final Pepper pepper;

  public AuthenticateKey(KeyStore keys, Pepper pepper) {
    this.keys = keys;
    this.pepper = pepper;
  }

  /**
   * @param text the key as it was sent
   */
  public Optional<Caller> authenticate(String text) {
    return ApiKey.parse(text)
        .flatMap(key -> keys.findByDigest(key.digest(pepper.bytes())))
        .filter(key -> !key.isRevoked())
        .map(StoredKey::caller);
  }
}
