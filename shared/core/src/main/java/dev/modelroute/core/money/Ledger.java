package dev.modelroute.core.money;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import java.time.Instant;
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
   * @param credit of type CREDIT, its amount positive
   * @return false when a credit with this reference exists already; nothing changes then
   */
  boolean credit(LedgerEntry credit);

  /**
   * Charges for stored bytes, once per id: takes the smaller of what is due and what is available,
   * whichever shards it lies on. What was not there is not owed by the ledger: the caller keeps it.
   *
   * @param due at least zero
   * @param id of this charge in this account, such as {@code 2026-01-31}
   * @param at now
   * @return what was taken, now or by an earlier call with this id; zero leaves no entry
   */
  Money storage(Account account, Money due, String id, Instant at);

  /**
   * Corrects what is available, once per reference and never below zero.
   *
   * @param adjustment {@link LedgerEntry#adjustment}, of either sign
   */
  Adjusted adjustment(LedgerEntry adjustment);

  /** Entries, newest first, with the balance after each. */
  Page<LedgerLine> lines(Account account, PageRequest page);

  /** All entries in key order (oldest first), streamed. */
  void scan(Account account, Consumer<LedgerEntry> each);

  /** Every account that was ever credited. */
  void accounts(Consumer<Account> each);
}
