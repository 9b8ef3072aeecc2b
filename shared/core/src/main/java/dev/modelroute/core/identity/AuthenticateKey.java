package dev.modelroute.core.identity;

import dev.modelroute.core.id.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Finds out who is behind a key. A text that is no key, or has a wrong checksum, is refused without
 * a store read; a revoked key looks like one that never was.
 */
public final class AuthenticateKey {
  /** Uses closer together than this are one. */
  static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

  private final KeyStore keys;
  private final Pepper pepper;
  private final InstantSource time;

  public AuthenticateKey(KeyStore keys, Pepper pepper, InstantSource time) {
    this.keys = keys;
    this.pepper = pepper;
    this.time = time;
  }

  /**
   * @param text the key as it was sent
   */
  public Optional<Caller> authenticate(String text) {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<StoredKey> live =
        ApiKey.parse(text)
            .flatMap(key -> keys.findByDigest(key.digest(pepper.bytes())))
            .filter(key -> key.isLive(now));
    live.ifPresent(key -> noteUse(key, now));
    return live.map(StoredKey::caller);
  }

  private void noteUse(StoredKey key, Instant now) {
    if (key.lastUsedAt() != null && now.isBefore(key.lastUsedAt().plus(USE_RESOLUTION))) {
      return;
    }
    try {
      keys.used(key, now);
    } catch (StoreUnavailableException unwritten) {
      // It is for people to look at; the next use writes it.
      return;
    }
  }
}
