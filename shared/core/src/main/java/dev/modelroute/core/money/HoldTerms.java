package dev.modelroute.core.money;

import java.util.List;

/**
 * What is known, without a read of its own, about the balance a hold is to be taken from, and what
 * limits it.
 *
 * @param shards rows the balance is believed to be spread over, at least 1. It may be out of date:
 *     the hold is still right, it may just take another try
 * @param budgets that must have room for the hold too, each counting something else
 */
public record HoldTerms(int shards, List<Budget> budgets) {
  /** One row, no budgets. */
  public static final HoldTerms PLAIN = new HoldTerms(1);

  public HoldTerms(int shards) {
    this(shards, List.of());
  }

  public HoldTerms {
    budgets = List.copyOf(budgets);
    if (shards < 1 || shards > Ledger.MAX_SHARDS) {
      throw new IllegalArgumentException("a balance has 1 to " + Ledger.MAX_SHARDS + " shards");
    }
  }
}
