package dev.modelroute.core.money;

import dev.modelroute.core.identity.Account;
import org.jspecify.annotations.Nullable;

/**
 * Seals a run of an account's entries: how many they are, their digest, the balance after them, and
 * the digest of the snapshot before. A chain, so that an entry or a snapshot that was changed,
 * removed, added or moved later shows. Written once.
 *
 * @param number 1 for the first one of an account
 * @param from order key where it begins; {@code until} of the one before, empty for the first
 * @param until order key where it ends, itself not sealed
 * @param entriesDigest {@link EntriesDigest} of what is between
 * @param previous digest of the snapshot before; empty for the first
 * @param digest as it was stored; see {@link #isIntact}
 */
public record Snapshot(
    Account account,
    long number,
    String from,
    String until,
    long entries,
    Balance balance,
    String entriesDigest,
    String previous,
    String digest) {

  /** Names the form, so that another one can follow. */
  private static final String FORM = "modelroute snapshot 1";

  /** What is sealed. */
  public record Seal(String from, String until, long entries, Balance balance, String digest) {}

  /**
   * The snapshot that follows.
   *
   * @param last null for an account's first
   */
  public static Snapshot after(@Nullable Snapshot last, Account account, Seal seal) {
    Snapshot open =
        new Snapshot(
            account,
            last == null ? 1 : last.number + 1,
            seal.from(),
            seal.until(),
            seal.entries(),
            seal.balance(),
            seal.digest(),
            last == null ? "" : last.digest,
            "");
    return open.with(open.computed());
  }

  /** This snapshot with another digest. */
  public Snapshot with(String stored) {
    return new Snapshot(
        account, number, from, until, entries, balance, entriesDigest, previous, stored);
  }

  /** Whether it is as it was written. */
  public boolean isIntact() {
    return digest.equals(computed());
  }

  /**
   * SHA-256 over its fields as {@code <bytes>:<UTF-8 text>,} in this order: form, account, number,
   * from, until, entries, available, held, spent, digest of the entries, digest before.
   */
  private String computed() {
    return new Netstrings()
        .add(FORM)
        .add(account.toString())
        .add(number)
        .add(from)
        .add(until)
        .add(entries)
        .add(balance)
        .add(entriesDigest)
        .add(previous)
        .end();
  }
}
