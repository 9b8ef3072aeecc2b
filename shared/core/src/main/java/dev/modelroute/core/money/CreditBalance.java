package dev.modelroute.core.money;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.KeyStore;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Pays money in, once per reference. */
public final class CreditBalance {
  /** Up to 999,999,999 USD; more than nine fraction digits would not be exact. */
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  private final KeyStore organizations;
  private final Ledger ledger;
  private final InstantSource time;

  public CreditBalance(KeyStore organizations, Ledger ledger, InstantSource time) {
    this.organizations = organizations;
    this.ledger = ledger;
    this.time = time;
  }

  /** What became of it. */
  public sealed interface Credited {
    /**
     * Paid in, now or by an earlier call with this reference.
     *
     * @param repeated whether it was an earlier call: nothing moved now, whatever the amount
     * @param balance afterwards
     */
    record Done(boolean repeated, Balance balance) implements Credited {}

    /** Nothing moved. */
    record Invalid(List<FieldError> details) implements Credited {
      public Invalid {
        details = List.copyOf(details);
      }
    }

    /** There is no such organisation. */
    record NoSuchOrganization() implements Credited {}
  }

  /**
   * @param amount decimal USD, as sent
   * @param reference what the payment is called outside, such as a transfer's number
   */
  public Credited credit(Account account, String amount, String reference) {
    List<FieldError> errors = check(amount, reference);
    if (!errors.isEmpty()) {
      return new Credited.Invalid(errors);
    }
    if (organizations.findOrganization(account.organization()).isEmpty()) {
      return new Credited.NoSuchOrganization();
    }
    boolean fresh =
        ledger.credit(
            new LedgerEntry(
                account,
                EntryType.CREDIT,
                Money.parse(amount),
                reference,
                time.instant().truncatedTo(ChronoUnit.MILLIS)));
    return new Credited.Done(!fresh, ledger.balance(account));
  }

  private static List<FieldError> check(String amount, String reference) {
    List<FieldError> errors = new ArrayList<>();
    if (!AMOUNT.matcher(amount).matches() || !Money.parse(amount).isPositive()) {
      errors.add(new FieldError("amount", "INVALID", "Must be a positive decimal string in USD."));
    }
    if (!REFERENCE.matcher(reference).matches()) {
      errors.add(
          new FieldError(
              "reference", "INVALID", "Must be 1 to 100 letters, digits, dots, colons, dashes."));
    }
    return errors;
  }
}
