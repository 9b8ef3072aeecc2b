package dev.modelroute.core.money;

/**
 * What an execution may cost and what is reserved for it: {@code hold = max(⌈estimate × 6 / 5⌉,
 * 0.01 USD)}.
 *
 * @param estimate the dearest eligible route, so that failing over stays inside the hold
 */
public record CostEstimate(Money estimate, Money hold) {
  /** The least amount ever held: one cent. */
  public static final Money MINIMUM_HOLD = Money.ofNanos(10_000_000);

  private static final int MARGIN_NUMERATOR = 6;
  private static final int MARGIN_DENOMINATOR = 5;

  public static CostEstimate of(Money estimate) {
    if (estimate.isNegative()) {
      throw new IllegalArgumentException("an estimate is never negative");
    }
    long withMargin =
        Math.ceilDiv(
            Math.multiplyExact(estimate.nanos(), (long) MARGIN_NUMERATOR), MARGIN_DENOMINATOR);
    return new CostEstimate(estimate, Money.ofNanos(withMargin).max(MINIMUM_HOLD));
  }
}
