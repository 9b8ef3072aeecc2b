package dev.modelroute.core.upkeep;

/**
 * Something that is not as it must be. One is reason enough to look: none of them heals by itself.
 *
 * @param about the execution, entry or snapshot it is about; never what anybody sent
 */
public record Finding(Code code, String about) {

  /** What is wrong; I1 to I7 are the invariants of {@code decisions/0008-money.md}. */
  public enum Code {
    /** The stored balance is not the sum of the entries. */
    BALANCE_DIFFERS,
    /** A number is below zero (I7). */
    BELOW_ZERO,
    /** Available, held and spent are not what was paid in (I1). */
    PAID_DIFFERS,
    /** Spent is not what was captured and charged for storage (I4). */
    CHARGED_DIFFERS,
    /** An entry changes something else than its type and amount say. */
    WRONG_DELTA,
    /** A hold has an entry of one type twice (I3). */
    ENTRY_TWICE,
    /**
     * An execution has an entry that is not how it ended (I3), or is charged above its hold (I7).
     */
    ENTRY_UNEXPECTED,
    /** An execution lacks its hold or its end (I3). */
    ENTRY_MISSING,
    /** Money is held or charged for an execution that is not there (I2). */
    NO_EXECUTION,
    /** A hold is still open ten minutes after its execution's deadline. */
    HOLD_OVERDUE,
    /** An execution ended without its final event (I5). */
    NO_FINAL_EVENT,
    /** A snapshot is not as it was written. */
    SNAPSHOT_CHANGED,
    /** A snapshot is not there, or does not follow the one before. */
    CHAIN_BROKEN,
    /** Sealed entries were changed, removed, added or moved. */
    ENTRIES_CHANGED,
    /** A snapshot's balance is not the sum of the entries up to it. */
    SNAPSHOT_BALANCE
  }
}
