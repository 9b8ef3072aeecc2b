package dev.modelroute.core.money;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance.Delta;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One movement of money. Written once, never changed, never deleted.
 *
 * @param reference what it is about: an execution id, or the id of a credit, adjustment or storage
 *     charge
 * @param delta what it changed, as it was written; {@link EntryType#delta} of its amount, always
 * @param reason why an operator made it; only adjustments have one
 */
public record LedgerEntry(
    Account account,
    EntryType type,
    Money amount,
    String reference,
    Instant at,
    Delta delta,
    @Nullable String reason) {

  private static final int TIME_DIGITS = 15;

  /** An entry to be written. */
  public LedgerEntry(Account account, EntryType type, Money amount, String reference, Instant at) {
    this(account, type, amount, reference, at, type.delta(amount), null);
  }

  /** An operator's correction. */
  public static LedgerEntry adjustment(
      Account account, Money amount, String id, Instant at, String reason) {
    EntryType type = EntryType.ADJUSTMENT;
    return new LedgerEntry(account, type, amount, id, at, type.delta(amount), reason);
  }

  /**
   * Where the entry stands among those of its account: by millisecond, then by {@link
   * EntryType#rank()}, so that a fold reads a hold before its end even when both carry one time.
   * {@code <15 digits>#<rank>#<reference>#<TYPE>}.
   */
  public String orderKey() {
    return orderKey(at) + "#" + type.rank() + "#" + reference + "#" + type;
  }

  /**
   * Where the entries of a millisecond begin: before all of its {@link #orderKey()}s, behind all
   * earlier ones.
   */
  public static String orderKey(Instant at) {
    String millis = Long.toString(at.toEpochMilli());
    return "0".repeat(Math.max(0, TIME_DIGITS - millis.length())) + millis;
  }
}
