package dev.modelroute.core.money;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import java.util.function.Consumer;

/**
 * Balances and their entries. Holds and their resolution are written by {@code ExecutionStore} in
 * the transaction that moves the execution; only money without an execution comes through here.
 * Every method may throw {@link StoreUnavailableException}.
 */
public interface Ledger {
  /**
   * The balance now: the sum over its shards, read consistently; zero for an account never
   * credited.
   */
  Balance balance(Account account);

  /**
   * Pays money in, once per reference.
   *
   * @param credit of type CREDIT or ADJUSTMENT
   * @return false when an entry with this type and reference exists already; nothing changes then
   */
  boolean credit(LedgerEntry credit);

  /** Entries, newest first, with the balance after each. */
  Page<LedgerLine> lines(Account account, PageRequest page);

  /** All entries in key order (oldest first), streamed. */
  void scan(Account account, Consumer<LedgerEntry> each);

  /** Every account that was ever credited. */
  void accounts(Consumer<Account> each);
}
