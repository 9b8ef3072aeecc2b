package dev.modelroute.core.catalog;

import dev.modelroute.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What callers pay for a dimension on a route, in a period.
 *
 * @param unit the unit in words, for people: {@code token}, {@code image}
 * @param unitSize how many counted units the price is for: 1,000,000 for a price per million tokens
 * @param validUntil exclusive; null = open
 * @param source where the price was read
 */
public record PriceRecord(
    Dimension dimension,
    String unit,
    long unitSize,
    Money price,
    Instant validFrom,
    @Nullable Instant validUntil,
    String source) {

  public PriceRecord {
    if (unitSize < 1 || price.isNegative()) {
      throw new IllegalArgumentException(
          "a price needs a positive unit size and no negative amount");
    }
  }

  public boolean appliesAt(Instant at) {
    return !at.isBefore(validFrom) && (validUntil == null || at.isBefore(validUntil));
  }

  /** {@code ⌈units × price / unit_size⌉}. */
  public Money cost(long units) {
    return Money.ofNanos(Math.ceilDiv(Math.multiplyExact(units, price.nanos()), unitSize));
  }
}
