package dev.modelroute.testkit.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.identity.Organization;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.money.AdjustBalance;
import dev.modelroute.core.money.AdjustBalance.Adjusting;
import dev.modelroute.core.money.AdjustBalance.Adjustment;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Money;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdjustBalanceTest {
  private final SettableTime time = new SettableTime();
  private final OrgId organization = OrgId.of(new CountingIds().next());
  private final Account account = new Account(organization, AccountMode.LIVE);
  private final MemoryPlatform platform = new MemoryPlatform();
  private final AdjustBalance corrections =
      new AdjustBalance(platform.keys(), platform.ledger(), time);

  @BeforeEach
  void createOrganization() {
    platform
        .keys()
        .createOrganization(
            new Organization(
                organization, "Example", OrganizationSettings.DEFAULT, time.instant()));
  }

  @Test
  void an_id_moves_money_once_and_an_other_amount_is_a_conflict() {
    assertEquals(done(false, "0.5"), adjust("0.5", "t-1"));
    assertEquals(done(true, "0.5"), adjust("0.500", "t-1"));
    assertEquals(new Adjusting.IdTaken(), adjust("0.6", "t-1"));
    assertEquals(done(false, "0.2"), adjust("-0.3", "t-2"));
    assertEquals(new Adjusting.TooLittle(), adjust("-0.200000001", "t-3"));
    assertEquals(done(false, "0"), adjust("-0.2", "t-3"));
    assertEquals(done(true, "0"), adjust("-0.2", "t-3"));
  }

  @Test
  void what_is_no_exact_amount_id_or_reason_moves_nothing() {
    for (String amount :
        List.of("0", "-0.0", "+1", "--1", "1e3", "1.", "", "0.0000000001", "1234567890")) {
      assertInstanceOf(Adjusting.Invalid.class, adjust(amount, "t-1"), amount);
    }
    for (String id : List.of("", "a b", "a#b", "x".repeat(101))) {
      assertInstanceOf(Adjusting.Invalid.class, adjust("1", id), id);
    }
    for (String reason : List.of("", "two\nlines", "x".repeat(201))) {
      assertInstanceOf(
          Adjusting.Invalid.class,
          corrections.adjust(account, new Adjustment("1", reason, "t-1")),
          reason);
    }
    assertEquals(Balance.ZERO, platform.ledger().balance(account));
  }

  @Test
  void only_an_organisation_that_exists_can_be_corrected() {
    Account stranger =
        new Account(
            OrgId.parse("org_00000000-0000-7000-8000-00000000ffff").orElseThrow(),
            AccountMode.LIVE);
    assertEquals(
        new Adjusting.NoSuchOrganization(),
        corrections.adjust(stranger, new Adjustment("1", "why", "t-1")));
  }

  private Adjusting adjust(String amount, String id) {
    return corrections.adjust(account, new Adjustment(amount, "a bill was wrong", id));
  }

  private static Adjusting done(boolean repeated, String available) {
    return new Adjusting.Done(
        repeated, new Balance(Money.parse(available), Money.ZERO, Money.ZERO));
  }
}
