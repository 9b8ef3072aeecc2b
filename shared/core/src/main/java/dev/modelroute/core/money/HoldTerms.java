package dev.modelroute.core.money;

/**
 * What is known, without a read of its own, about the balance a hold is to be taken from. It may be
 * out of date: a hold made on old terms is still right, it may just take another try.
 *
 * @param shards rows the balance is believed to be spread over, at least 1
 */
public record HoldTerms(int shards) {
  /** One row. */
  public static final HoldTerms PLAIN = new HoldTerms(1);

  public HoldTerms {
    if (shards < 1 || shards > Ledger.MAX_SHARDS) {
      throw new IllegalArgumentException("a balance has 1 to " + Ledger.MAX_SHARDS + " shards");
    }
  }
}
