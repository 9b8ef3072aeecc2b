package dev.modelroute.testkit.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.CreditBalance;
import dev.modelroute.core.money.CreditBalance.Credited;
import dev.modelroute.core.money.Money;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CreditBalanceTest {
  private final SettableTime time = new SettableTime();
  private final OrgId organization = OrgId.of(new CountingIds().next());
  private final Account account = new Account(organization, AccountMode.LIVE);
  private final MemoryPlatform platform = new MemoryPlatform();
  private final CreditBalance credits = new CreditBalance(platform.keys(), platform.ledger(), time);

  @BeforeEach
  void createOrganization() {
    platform
        .keys()
        .createOrganization(
            new Organization(
                organization, "Example", OrganizationSettings.DEFAULT, time.instant()));
  }

  private static Credited done(boolean repeated, String available) {
    return new Credited.Done(repeated, new Balance(Money.parse(available), Money.ZERO, Money.ZERO));
  }

  @Test
  void a_reference_pays_once_whatever_the_amount() {
    assertEquals(done(false, "12.5"), credits.credit(account, "12.5", "transfer-1"));
    assertEquals(done(true, "12.5"), credits.credit(account, "12.5", "transfer-1"));
    assertEquals(done(true, "12.5"), credits.credit(account, "99", "transfer-1"));
    assertEquals(done(false, "12.500000001"), credits.credit(account, "0.000000001", "t:2"));
  }

  @Test
  void what_is_no_positive_exact_amount_moves_nothing() {
    for (String amount :
        List.of("0", "0.0", "-1", "+1", "1e3", "1.", ".5", "", "0.0000000001", "1234567890")) {
      assertInstanceOf(Credited.Invalid.class, credits.credit(account, amount, "r"), amount);
    }
    for (String reference : List.of("", "a b", "a#b", "x".repeat(101))) {
      assertInstanceOf(Credited.Invalid.class, credits.credit(account, "1", reference));
    }
    assertEquals(Balance.ZERO, platform.ledger().balance(account));
  }

  @Test
  void nobody_else_is_credited() {
    Account stranger =
        new Account(new OrgId("org_00000000-0000-7000-8000-00000000ffff"), AccountMode.LIVE);
    assertEquals(new Credited.NoSuchOrganization(), credits.credit(stranger, "1", "r"));
  }
}
