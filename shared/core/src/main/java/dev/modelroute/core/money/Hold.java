package dev.modelroute.core.money;

/**
 * What an execution reserved: pending until it is resolved, once. Then it was either captured, with
 * the rest returned, or released as a whole, and stays that.
 */
public sealed interface Hold {
  Money amount();

  /** Reserved. */
  record Pending(Money amount) implements Hold {
    /** How it ends. */
    public Hold resolved(Resolution resolution) {
      if (!resolution.captured().plus(resolution.released()).equals(amount)) {
        throw new IllegalArgumentException("a hold is resolved for exactly its amount");
      }
      return resolution.captured().isPositive()
          ? new Captured(amount, resolution)
          : new Released(amount);
    }
  }

  /** Charged, in part or as a whole. */
  record Captured(Money amount, Resolution resolution) implements Hold {}

  /** Returned as a whole: nothing was charged. */
  record Released(Money amount) implements Hold {}

  /**
   * Resolves it, or says what it already was: a second try moves nothing and learns how the first
   * one ended.
   */
  default Hold resolve(Resolution resolution) {
    return switch (this) {
      case Pending pending -> pending.resolved(resolution);
      case Captured captured -> captured;
      case Released released -> released;
    };
  }
}
