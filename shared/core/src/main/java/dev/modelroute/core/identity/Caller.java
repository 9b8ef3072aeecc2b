package dev.modelroute.core.identity;

import dev.modelroute.core.money.HoldTerms;

/** Who is behind a request; every part comes from the stored key and nothing from the request. */
public record Caller(
    Account account, KeyId key, String label, KeyLevel level, OrganizationSettings settings) {
  public OrgId organization() {
    return account.organization();
  }

  /** How holds of this caller are made. */
  public HoldTerms holdTerms() {
    return new HoldTerms(settings.balanceShards());
  }
}
