package dev.modelroute.proof;

import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.SpendLimit;
import dev.modelroute.core.money.SpendPeriod;
import dev.modelroute.testkit.flow.Ground;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of a random history is under.
 *
 * @param shards rows of the balance
 * @param limit of the API key; null: none
 */
record Terms(int shards, @Nullable SpendLimit limit) {
  static final Terms PLAIN = new Terms(1, null);

  /** Above any single hold of a history, and low enough that most run into it. */
  private static final Money LIMIT = Money.parse("5");

  /** One row or four, and each period, by turns that are not those of a history's routes. */
  static Terms of(long seed) {
    long turn = Math.floorDiv(seed, 3);
    SpendPeriod[] periods = SpendPeriod.values();
    SpendPeriod period = periods[Math.floorMod(Math.floorDiv(turn, 2), periods.length)];
    return new Terms(Math.floorMod(turn, 2) == 0 ? 1 : 4, new SpendLimit(LIMIT, period));
  }

  PlatformOnTwins platform(Ground ground) {
    OrganizationSettings settings = OrganizationSettings.DEFAULT.withBalanceShards(shards);
    PlatformOnTwins platform = new PlatformOnTwins(ground, limit, settings);
    if (shards > 1) {
      platform.stores().ledger().spread(platform.caller().account(), shards);
    }
    return platform;
  }
}
