package dev.modelroute.core.money;

import dev.modelroute.core.money.Balance.Delta;

/** What a ledger entry records, and how its amount moves the balance. */
public enum EntryType {
  /** Money paid in: available grows. */
  CREDIT,
  /** Reserved for an execution: available to held. */
  HOLD,
  /** Charged for an execution: held to spent. */
  CAPTURE,
  /** Returned from a hold: held to available. */
  RELEASE,
  /** Charged for stored bytes: available to spent. */
  STORAGE,
  /** An operator's correction of available, of either sign. */
  ADJUSTMENT;

  /** Order of entries of one millisecond: money comes in, is held, is charged or goes back. */
  public int rank() {
    return switch (this) {
      case CREDIT, ADJUSTMENT -> 0;
      case HOLD -> 1;
      case CAPTURE -> 2;
      case RELEASE -> 3;
      case STORAGE -> 4;
    };
  }

  public Delta delta(Money amount) {
    Money none = Money.ZERO;
    return switch (this) {
      case CREDIT, ADJUSTMENT -> new Delta(amount, none, none);
      case HOLD -> new Delta(amount.negated(), amount, none);
      case CAPTURE -> new Delta(none, amount.negated(), amount);
      case RELEASE -> new Delta(amount, amount.negated(), none);
      case STORAGE -> new Delta(amount.negated(), none, amount);
    };
  }
}
