package dev.modelroute.core.money;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.KeyStore;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An operator's correction of what an account has available, once per id. A wrong entry is never
 * changed: this is how it is set right.
 */
public final class AdjustBalance {
  /** Up to 999,999,999 USD either way; more than nine fraction digits would not be exact. */
  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  /** The account's owner reads it in the ledger. */
  private static final Pattern REASON = Pattern.compile("\\P{Cntrl}{1,200}");

  private final KeyStore organizations;
  private final Ledger ledger;
  private final InstantSource time;

  public AdjustBalance(KeyStore organizations, Ledger ledger, InstantSource time) {
    this.organizations = organizations;
    this.ledger = ledger;
    this.time = time;
  }

  /**
   * What is to be moved.
   *
   * @param amount decimal USD, as sent; a minus takes away
   * @param id what the correction is called outside, such as a ticket's number
   */
  public record Adjustment(String amount, String reason, String id) {}

  /** What became of it. */
  public sealed interface Adjusting {
    /**
     * Moved, now or by an earlier call with this id and amount.
     *
     * @param balance afterwards
     */
    record Done(boolean repeated, Balance balance) implements Adjusting {}

    /** Nothing moved. */
    record Invalid(List<FieldError> details) implements Adjusting {
      public Invalid {
        details = List.copyOf(details);
      }
    }

    /** The id was used for another amount; nothing moved. */
    record IdTaken() implements Adjusting {}

    /** It would take more than is available; nothing moved. */
    record TooLittle() implements Adjusting {}

    /** There is no such organisation. */
    record NoSuchOrganization() implements Adjusting {}
  }

  public Adjusting adjust(Account account, Adjustment sent) {
    List<FieldError> errors = check(sent);
    if (!errors.isEmpty()) {
      return new Adjusting.Invalid(errors);
    }
    if (organizations.findOrganization(account.organization()).isEmpty()) {
      return new Adjusting.NoSuchOrganization();
    }
    Money amount = Money.parse(sent.amount());
    var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    LedgerEntry entry = LedgerEntry.adjustment(account, amount, sent.id(), now, sent.reason());
    return switch (ledger.adjustment(entry)) {
      case Adjusted.Done() -> new Adjusting.Done(false, ledger.balance(account));
      case Adjusted.Repeated(Money earlier) ->
          earlier.equals(amount)
              ? new Adjusting.Done(true, ledger.balance(account))
              : new Adjusting.IdTaken();
      case Adjusted.TooLittle() -> new Adjusting.TooLittle();
    };
  }

  private static List<FieldError> check(Adjustment sent) {
    List<FieldError> errors = new ArrayList<>();
    if (!AMOUNT.matcher(sent.amount()).matches() || Money.parse(sent.amount()).isZero()) {
      errors.add(
          new FieldError("amount", "INVALID", "Must be a decimal string in USD, and not zero."));
    }
    if (!REASON.matcher(sent.reason()).matches()) {
      errors.add(new FieldError("reason", "INVALID", "Must be 1 to 200 characters on one line."));
    }
    if (!ID.matcher(sent.id()).matches()) {
      errors.add(
          new FieldError(
              "id", "INVALID", "Must be 1 to 100 letters, digits, dots, colons, dashes."));
    }
    return errors;
  }
}
