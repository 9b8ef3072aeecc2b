package dev.modelroute.core.identity;

import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.KeyStore.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Gives a key another secret; the one before works a while longer, unless that is not wanted. */
public final class RotateKey {
  /** How long both secrets work. */
  public static final Duration OVERLAP = Duration.ofHours(1);

  /** People rotate keys; more than one at a time is rare. */
  private static final int MOST_TRIES = 5;

  private final KeyStore keys;
  private final Pepper pepper;
  private final InstantSource time;
  private final RandomGenerator random;

  /**
   * @param random must be unpredictable in production: keys come from it
   */
  public RotateKey(KeyStore keys, Pepper pepper, InstantSource time, RandomGenerator random) {
    this.keys = keys;
    this.pepper = pepper;
    this.time = time;
    this.random = random;
  }

  /**
   * A rotated key.
   *
   * @param secret to be shown once
   * @param previousValidUntil when the secret before stops working
   */
  public record Rotated(StoredKey key, ApiKey secret, Instant previousValidUntil) {}

  /**
   * @param immediate whether the present secret ends now
   * @return empty when the organisation has no such key that the caller may see
   */
  public Optional<Rotated> rotate(Caller caller, KeyId id, boolean immediate) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<StoredKey> current = find(keys, caller, id);
      if (current.isEmpty()) {
        return Optional.empty();
      }
      ApiKey secret = ApiKey.generate(random);
      StoredKey next = current.get().withSecret(secret, pepper);
      Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
      Instant until = immediate ? now : now.plus(OVERLAP);
      if (keys.rotate(current.get(), next, new Rotation(now, until))) {
        return Optional.of(new Rotated(next, secret, until));
      }
    }
    throw new StoreUnavailableException("a key changed while it was rotated", null);
  }

  /** A key that a caller may see: a test key sees test keys only, and can so never become more. */
  public static Optional<StoredKey> find(KeyStore keys, Caller caller, KeyId id) {
    return keys.keysOf(caller.organization()).stream()
        .filter(key -> key.id().equals(id))
        .filter(key -> isVisible(key, caller))
        .findFirst();
  }

  /** As for {@link #find}. */
  public static boolean isVisible(StoredKey key, Caller caller) {
    return caller.account().mode() == AccountMode.LIVE || key.account().equals(caller.account());
  }
}
