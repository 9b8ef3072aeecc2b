package dev.modelroute.core.money;

/**
 * How a hold ends: {@code captured + released = hold}, always. What an execution cost above its
 * hold is the platform's loss.
 */
public record Resolution(Money captured, Money released, Money platformLoss) {

  /** Charge = min(actual, hold); the rest goes back. */
  public static Resolution capture(Money hold, Money actual) {
    if (actual.isNegative()) {
      throw new IllegalArgumentException("a cost is never negative");
    }
    Money captured = actual.min(hold);
    return new Resolution(captured, hold.minus(captured), actual.minus(captured));
  }

  /** The whole hold goes back. */
  public static Resolution release(Money hold) {
    return new Resolution(Money.ZERO, hold, Money.ZERO);
  }
}
