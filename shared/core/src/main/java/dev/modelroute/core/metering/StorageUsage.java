package dev.modelroute.core.metering;

import dev.modelroute.core.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * All an organisation ever stored, as two sums: a change of {@code b} bytes at second {@code s}
 * adds {@code b} to the one and {@code b·s} to the other. At any later second {@code t} the
 * byte-seconds so far are {@code t·bytes − weighted}, exact however many files came and went; and
 * since both are mere sums, they can be kept in parts and written without reading.
 *
 * @param bytes stored now
 * @param weighted sum of bytes times epoch seconds
 */
public record StorageUsage(BigInteger bytes, BigInteger weighted) {
  public static final StorageUsage NONE = new StorageUsage(BigInteger.ZERO, BigInteger.ZERO);

  /**
   * Byte-seconds of one nano-USD. A GB-month (10⁹ bytes, 30 days) costs 0.05 USD: 10⁹ · 2,592,000
   * byte-seconds are 50,000,000 nano-USD.
   */
  private static final BigInteger BYTE_SECONDS_PER_NANO = BigInteger.valueOf(51_840_000);

  private static final BigDecimal BYTE_SECONDS_PER_GB_DAY = new BigDecimal("86400000000000");
  private static final int GB_DAY_DIGITS = 6;

  public StorageUsage plus(StorageChange change) {
    BigInteger changed = BigInteger.valueOf(change.bytes());
    return plus(
        new StorageUsage(
            changed, changed.multiply(BigInteger.valueOf(change.at().getEpochSecond()))));
  }

  public StorageUsage plus(StorageUsage other) {
    return new StorageUsage(bytes.add(other.bytes), weighted.add(other.weighted));
  }

  /** Byte-seconds from the beginning to an instant no change is after. */
  public BigInteger byteSecondsUntil(Instant now) {
    return bytes.multiply(BigInteger.valueOf(now.getEpochSecond())).subtract(weighted);
  }

  /**
   * What so many byte-seconds cost, rounded down to whole nano-USD. Charges are differences of what
   * the whole past costs, so that the fraction cut off one is in the next, and all of them together
   * are never off by a nano-USD.
   */
  public static Money cost(BigInteger byteSeconds) {
    return Money.ofNanos(byteSeconds.divide(BYTE_SECONDS_PER_NANO).longValueExact());
  }

  /** So many byte-seconds in GB-days (10⁹ bytes for 24 hours), to six digits, rounded down. */
  public static BigDecimal gigabyteDays(BigInteger byteSeconds) {
    return new BigDecimal(byteSeconds)
        .divide(BYTE_SECONDS_PER_GB_DAY, GB_DAY_DIGITS, RoundingMode.DOWN);
  }
}
