package dev.modelroute.core.money;

/**
 * What an account has: free to use, reserved by open holds, and charged for good. Each is at least
 * zero.
 */
public record Balance(Money available, Money held, Money spent) {
  public static final Balance ZERO = new Balance(Money.ZERO, Money.ZERO, Money.ZERO);

  /** This balance after a ledger entry. */
  public Balance plus(Delta delta) {
    return new Balance(
        available.plus(delta.available()), held.plus(delta.held()), spent.plus(delta.spent()));
  }

  public Balance plus(Balance other) {
    return new Balance(
        available.plus(other.available), held.plus(other.held), spent.plus(other.spent));
  }

  /** What one ledger entry changes; parts may be negative. */
  public record Delta(Money available, Money held, Money spent) {}
}
