package dev.modelroute.core.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of US dollars in whole nano-USD (10⁻⁹ USD). Every operation is exact or throws {@link
 * ArithmeticException}; no floating point is involved anywhere between a JSON text and a stored
 * row.
 *
 * @param nanos nano-USD, negative for debits
 */
public record Money(long nanos) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);
  private static final int SCALE = 9;
  private static final int MIN_FRACTION_DIGITS = 3;

  /** Of the largest amount, 9,223,372,036 USD and some. */
  private static final int MAX_WHOLE_DIGITS = 10;

  public static Money ofNanos(long nanos) {
    return new Money(nanos);
  }

  /**
   * Reads a decimal amount in USD such as {@code "0.048"}.
   *
   * @throws ArithmeticException when it has more than nine fraction digits or does not fit
   * @throws NumberFormatException when it is no decimal number
   */
  public static Money parse(String usd) {
    return of(new BigDecimal(usd));
  }

  /** The exact amount of a decimal number of USD; more than nine fraction digits throw. */
  public static Money of(BigDecimal usd) {
    BigDecimal shortest = usd.stripTrailingZeros();
    // 1e999999999 is a few bytes here and gigabytes as soon as its digits are written out.
    if ((long) shortest.precision() - shortest.scale() > MAX_WHOLE_DIGITS
        || shortest.scale() > SCALE) {
      throw new ArithmeticException("an amount of money that is out of range or too fine");
    }
    return new Money(shortest.movePointRight(SCALE).longValueExact());
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(nanos, other.nanos));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(nanos, other.nanos));
  }

  public Money negated() {
    return new Money(Math.negateExact(nanos));
  }

  public Money min(Money other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Money max(Money other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public boolean isPositive() {
    return nanos > 0;
  }

  public boolean isNegative() {
    return nanos < 0;
  }

  public boolean isZero() {
    return nanos == 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(nanos, other.nanos);
  }

  /**
   * Decimal USD without exponent, three to nine fraction digits, as the API shows it: {@code
   * 0.048}.
   */
  public String toUsd() {
    BigDecimal usd = BigDecimal.valueOf(nanos, SCALE).stripTrailingZeros();
    return usd.setScale(Math.max(usd.scale(), MIN_FRACTION_DIGITS), RoundingMode.UNNECESSARY)
        .toPlainString();
  }

  @Override
  public String toString() {
    return toUsd() + " USD";
  }
}
