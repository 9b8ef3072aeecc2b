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
    String source,
    PriceTerms terms) {

  public PriceRecord {
    if (unitSize < 1 || price.isNegative()) {
      throw new IllegalArgumentException(
          "a price needs a positive unit size and no negative amount");
    }
  }

  /** A price for any input and any count. */
  public PriceRecord(
      Dimension dimension,
      String unit,
      long unitSize,
      Money price,
      Instant validFrom,
      @Nullable Instant validUntil,
      String source) {
    this(dimension, unit, unitSize, price, validFrom, validUntil, source, PriceTerms.PLAIN);
  }

  public boolean appliesAt(Instant at) {
    return !at.isBefore(validFrom) && (validUntil == null || at.isBefore(validUntil));
  }

  /** What so many units cost, nothing else being used. */
  public Money cost(long units) {
    return cost(Usage.of(dimension, units));
  }

  /** {@code ⌈units × price / unit_size⌉}, with the price of the tier that the usage is in. */
  Money cost(Usage usage) {
    long counted = usage.of(dimension);
    long units = counted == 0 ? 0 : Math.max(counted, terms.minimumUnits());
    Money amount = price;
    long from = 0;
    Money below = Money.ZERO;
    for (PriceTier tier : terms.tiers()) {
      if (decisive(usage, tier.by()) <= tier.above()) {
        break;
      }
      if (tier.applies() == PriceTier.Applies.MARGINAL) {
        below = below.plus(cost(tier.above() - from, amount));
        from = tier.above();
      }
      amount = tier.price();
    }
    return below.plus(cost(units - from, amount));
  }

  /** Cached tokens were sent too: they count towards a threshold, whatever they cost. */
  private static long decisive(Usage usage, Dimension by) {
    return by == Dimension.INPUT_TOKEN
        ? Math.addExact(usage.of(by), usage.of(Dimension.CACHED_INPUT_TOKEN))
        : usage.of(by);
  }

  private Money cost(long units, Money amount) {
    return Money.ofNanos(Math.ceilDiv(Math.multiplyExact(units, amount.nanos()), unitSize));
  }

  /** The dearest this price can be. */
  Money dearest() {
    return terms.tiers().stream()
        .map(PriceTier::price)
        .reduce(price, (left, right) -> left.compareTo(right) >= 0 ? left : right);
  }
}
