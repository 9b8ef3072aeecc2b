package dev.modelroute.core.identity;

import dev.modelroute.core.money.Budget;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.money.SpendLimit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is behind a request; every part comes from the stored key and nothing from the request. */
public record Caller(
    Account account,
    KeyId key,
    String label,
    KeyLevel level,
    @Nullable SpendLimit spendLimit,
    OrganizationSettings settings) {
  public OrgId organization() {
    return account.organization();
  }

  /** How a hold of this caller is made, and what limits it. */
  public HoldTerms holdTerms(Map<String, String> metadata) {
    return new HoldTerms(
        settings.balanceShards(),
        Budget.of(key, Optional.ofNullable(spendLimit), settings.budgets(), metadata));
  }
}
