package dev.modelroute.core.metering;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Charges an organisation for what it stored: one STORAGE entry for a cycle of thirty days, and
 * further ones on later days for what the balance did not cover. Each charge has a number, which
 * the ledger knows again: a run that dies between the charge and the bill is repeated and finds
 * what was taken.
 */
public final class ChargeStorage {
  private final StorageMeter meter;
  private final Ledger ledger;
  private final InstantSource time;

  public ChargeStorage(StorageMeter meter, Ledger ledger, InstantSource time) {
    this.meter = meter;
    this.ledger = ledger;
    this.time = time;
  }

  /**
   * @return false when nothing was due, or another run was faster
   */
  public boolean charge(OrgId organization) {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<StorageBill> seen = meter.bill(organization).filter(bill -> isDue(bill, now));
    if (seen.isEmpty()) {
      return false;
    }
    StorageBill bill = seen.get();
    if (bill.isOver(now)) {
      bill = bill.closed(meter.usage(organization).byteSecondsUntil(now), now);
      if (!meter.advance(organization, bill)) {
        return false;
      }
    }
    return bill.owed().isZero() || pay(organization, bill, now);
  }

  private static boolean isDue(StorageBill bill, Instant now) {
    return !bill.dueAt().isAfter(now);
  }

  private boolean pay(OrgId organization, StorageBill bill, Instant now) {
    Account account = new Account(organization, AccountMode.LIVE);
    Money taken = ledger.storage(account, bill.owed(), bill.paymentId(), now);
    return meter.advance(organization, bill.paid(taken, now));
  }
}
