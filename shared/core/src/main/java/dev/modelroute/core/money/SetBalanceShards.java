package dev.modelroute.core.money;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import java.util.Optional;

/**
 * An operator says over how many rows an organisation's balances are spread: one row takes about 25
 * executions a second. Holds go on meanwhile, whatever number they know of. Safe to repeat; the
 * same number again evens the rows out.
 */
public final class SetBalanceShards {
  private final KeyStore organizations;
  private final Ledger ledger;

  public SetBalanceShards(KeyStore organizations, Ledger ledger) {
    this.organizations = organizations;
    this.ledger = ledger;
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** Both balances are spread, and new requests know. */
    record Done(Organization organization) implements Outcome {}

    /** Nothing moved. */
    record Invalid(FieldError error) implements Outcome {}

    /** There is no such organisation. */
    record NoSuchOrganization() implements Outcome {}
  }

  public Outcome set(OrgId id, int count) {
    if (count < 1 || count > Ledger.MAX_SHARDS) {
      return new Outcome.Invalid(
          new FieldError("balance_shards", "RANGE", "Must be 1 to " + Ledger.MAX_SHARDS + "."));
    }
    if (organizations.findOrganization(id).isEmpty()) {
      return new Outcome.NoSuchOrganization();
    }
    for (AccountMode mode : AccountMode.values()) {
      ledger.spread(new Account(id, mode), count);
    }
    Optional<Organization> changed =
        organizations.changeSettings(id, settings -> settings.withBalanceShards(count));
    return changed.<Outcome>map(Outcome.Done::new).orElseGet(Outcome.NoSuchOrganization::new);
  }
}
