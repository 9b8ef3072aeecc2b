package dev.modelroute.core.money;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance.Delta;
import java.time.Instant;

/**
 * One movement of money. Written once, never changed, never deleted.
 *
 * @param reference what it is about: an execution id, or the id of a credit or adjustment
 */
public record LedgerEntry(
    Account account, EntryType type, Money amount, String reference, Instant at) {

  public Delta delta() {
    return type.delta(amount);
  }

  /**
   * Where the entry stands among those of its account: by millisecond, then by {@link
   * EntryType#rank()}, so that a fold reads a hold before its end even when both carry one time.
   * {@code <15 digits>#<rank>#<reference>#<TYPE>}.
   */
  public String orderKey() {
    return "%015d#%d#%s#%s".formatted(at.toEpochMilli(), type.rank(), reference, type);
  }
}
