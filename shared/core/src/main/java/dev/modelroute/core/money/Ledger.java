package dev.modelroute.core.money;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import java.time.YearMonth;
import java.util.function.Consumer;

/**
 * Balances and their entries. Holds and their resolution are written by {@code ExecutionStore} in
 * the transaction that moves the execution; only money without an execution comes through here.
 * Every method may throw {@link StoreUnavailableException}.
 */
public interface Ledger {
  /** Most rows one balance may be spread over: a hold and its end may touch all of them at once. */
  int MAX_SHARDS = 64;

  /**
   * The balance now: the sum over its shards, all read at one instant; zero for an account never
   * credited. On a busy balance of many shards that instant may not come: the store is then
   * unavailable, and asking again is safe.
   */
  Balance balance(Account account);

  /** Rows the balance is spread over; 1 until it was said otherwise. */
  int shards(Account account);

  /**
   * Spreads the balance evenly over so many rows, in one transaction, while holds go on. Nothing is
   * gained or lost on the way, and no entry is written, since the sum stays. With fewer rows than
   * before, what is held on the others stays there until it is resolved; what then comes back is
   * part of the balance as before and moves at the next call. The same number again evens out.
   *
   * @param count 1 to {@link #MAX_SHARDS}
   */
  void spread(Account account, int count);

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

  /** What executions that ended in a month (UTC) cost above their holds, oldest first. */
  void losses(YearMonth month, Consumer<PlatformLoss> each);

  /** Every account that was ever credited. */
  void accounts(Consumer<Account> each);
}
