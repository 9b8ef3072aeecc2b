package dev.modelroute.core.money;

import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import java.util.List;
import java.util.Optional;

/**
 * The chain of snapshots of each account. Every method may throw {@link StoreUnavailableException}.
 */
public interface LedgerSnapshots {
  /** The newest one. */
  Optional<Snapshot> newest(Account account);

  /** The newest one that ends at or before an order key: where a fold up to that key may begin. */
  Optional<Snapshot> before(Account account, String orderKey);

  /**
   * Those that follow a number, in order.
   *
   * @param number of the last one known; 0 from the first
   * @param limit most to return
   */
  List<Snapshot> after(Account account, long number, int limit);

  /** Stores a snapshot; false when there is one of its number. Of two sweepers one wins. */
  boolean seal(Snapshot snapshot);
}
