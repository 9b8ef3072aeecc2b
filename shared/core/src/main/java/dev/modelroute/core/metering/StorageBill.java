package dev.modelroute.core.metering;

import dev.modelroute.core.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * How far an organisation's storage is charged.
 *
 * @param version counts changes; a change is made only to the version it was made from
 * @param payments charges tried so far; numbers them, so that a repeat is known as one
 * @param metered byte-seconds that are charged or owed
 * @param owed of earlier cycles, not covered by the balance yet
 * @param cycleStart of the cycle that runs
 * @param cycleEnd 30 days after it
 * @param dueAt when there is something to do
 */
public record StorageBill(
    long version,
    long payments,
    BigInteger metered,
    Money owed,
    Instant cycleStart,
    Instant cycleEnd,
    Instant dueAt) {
  public static final Duration CYCLE = Duration.ofDays(30);

  /** What is owed is asked for again after this long. */
  public static final Duration AGAIN = Duration.ofDays(1);

  /** The bill of an organisation that stores its first bytes. */
  public static StorageBill opened(Instant now) {
    Instant end = now.plus(CYCLE);
    return new StorageBill(0, 0, BigInteger.ZERO, Money.ZERO, now, end, end);
  }

  /**
   * The cycle is over and its cost is owed; the next one began.
   *
   * @param byteSeconds of the whole past, at this instant
   */
  StorageBill closed(BigInteger byteSeconds, Instant now) {
    // Files swept late are taken back, which may be more than what came: nothing is paid out then.
    BigInteger whole = byteSeconds.max(metered);
    Money cost = StorageUsage.cost(whole).minus(StorageUsage.cost(metered));
    Instant start = cycleStart;
    Instant end = cycleEnd;
    while (!end.isAfter(now)) {
      start = end;
      end = end.plus(CYCLE);
    }
    return new StorageBill(version + 1, payments, whole, owed.plus(cost), start, end, now)
        .scheduled(now);
  }

  /** So much of what is owed was taken from the balance. */
  StorageBill paid(Money taken, Instant now) {
    return new StorageBill(
            version + 1, payments + 1, metered, owed.minus(taken), cycleStart, cycleEnd, now)
        .scheduled(now.plus(AGAIN));
  }

  private StorageBill scheduled(Instant whenOwed) {
    boolean again = owed.isPositive() && whenOwed.isBefore(cycleEnd);
    return new StorageBill(
        version, payments, metered, owed, cycleStart, cycleEnd, again ? whenOwed : cycleEnd);
  }

  /** Names the next charge in the ledger. */
  String paymentId() {
    return "storage-" + payments;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(cycleEnd);
  }

  /** Byte-seconds of the cycle that runs, until an instant within it. */
  public BigInteger ofThisCycle(StorageUsage usage, Instant now) {
    return usage.byteSecondsUntil(now).subtract(metered).max(BigInteger.ZERO);
  }

  /** What the cycle that runs costs so far. */
  public Money costOfThisCycle(StorageUsage usage, Instant now) {
    BigInteger total = metered.add(ofThisCycle(usage, now));
    return StorageUsage.cost(total).minus(StorageUsage.cost(metered));
  }
}
