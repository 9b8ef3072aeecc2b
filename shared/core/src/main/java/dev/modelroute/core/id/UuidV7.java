package dev.modelroute.core.id;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUID version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, then 74 random bits, so that ids
 * sort by time.
 */
public final class UuidV7 implements IdSource {
  private final InstantSource time;
  private final RandomGenerator random;

  /**
   * @param random must be unpredictable in production ({@code SecureRandom}); must be safe for use
   *     by many threads
   */
  public UuidV7(InstantSource time, RandomGenerator random) {
    this.time = time;
    this.random = random;
  }

  @Override
  public UUID next() {
    long high = (time.millis() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
