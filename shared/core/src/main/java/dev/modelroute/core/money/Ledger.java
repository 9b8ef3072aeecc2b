package dev.modelroute.core.money;

import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

  /**
   * Entries, newest first, with the balance after each, folded from the nearest snapshot on. Those
   * younger than the clocks of their writers differ by (5 s) may still change order.
   */
  default Page<LedgerLine> lines(Account account, PageRequest page) {
    return new LedgerPages(this).read(account, page);
  }

  /** All entries in key order (oldest first), streamed. */
  default void scan(Account account, Consumer<LedgerEntry> each) {
    read(
        account,
        "",
        entry -> {
          each.accept(entry);
          return true;
        });
  }

  /**
   * Entries in key order, streamed.
   *
   * @param from order key to begin at, inclusive; empty from the first
   * @param each answers whether it wants another
   */
  void read(Account account, String from, Predicate<LedgerEntry> each);

  /**
   * The newest entries, newest first.
   *
   * @param before order key to begin behind, exclusive; null from the newest
   * @param limit most to return
   */
  List<LedgerEntry> newest(Account account, @Nullable String before, int limit);

  /** The entry that stands where another one of this account, time, type and reference would. */
  Optional<LedgerEntry> find(LedgerEntry like);

  /** What executions that ended in a month (UTC) cost above their holds, oldest first. */
  void losses(YearMonth month, Consumer<PlatformLoss> each);

  /** Every account that was ever credited. */
  default void accounts(Consumer<Account> each) {
    @Nullable Account last = null;
    List<Account> page;
    do {
      page = accountsAfter(last, PageRequest.MAX_LIMIT);
      page.forEach(each);
      last = page.isEmpty() ? null : page.getLast();
    } while (last != null);
  }

  /**
   * Accounts that were ever credited, by their text.
   *
   * @param after the last one known; null from the first
   * @param limit most to return
   */
  List<Account> accountsAfter(@Nullable Account after, int limit);

  /** The seals over the entries. */
  LedgerSnapshots snapshots();

  /** What the proofs found. */
  LedgerProofs proofs();
}
