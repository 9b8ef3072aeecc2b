package dev.modelroute.core.identity;

import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.money.TagBudget;
import java.util.List;

/**
 * What an organisation decides, or its operator for it. A copy lies on each of its keys, so that a
 * request needs no second read; both are changed in one transaction.
 *
 * @param idempotency whether a submit without an idempotency key is refused or gets one made
 * @param defaultFileTtlDays days a file lives when its upload does not say, 1 to 365
 * @param balanceShards rows that each of its balances is spread over; here it is a hint for where
 *     to hold, the balance itself knows how many there are
 * @param budgets by metadata tag
 */
public record OrganizationSettings(
    IdempotencyMode idempotency,
    int defaultFileTtlDays,
    int balanceShards,
    List<TagBudget> budgets) {
  /** What a new organisation starts with. */
  public static final OrganizationSettings DEFAULT =
      new OrganizationSettings(IdempotencyMode.REQUIRED, 30, 1, List.of());

  public OrganizationSettings {
    budgets = List.copyOf(budgets);
  }

  public OrganizationSettings withIdempotency(IdempotencyMode mode) {
    return new OrganizationSettings(mode, defaultFileTtlDays, balanceShards, budgets);
  }

  public OrganizationSettings withDefaultFileTtlDays(int days) {
    return new OrganizationSettings(idempotency, days, balanceShards, budgets);
  }

  public OrganizationSettings withBalanceShards(int count) {
    return new OrganizationSettings(idempotency, defaultFileTtlDays, count, budgets);
  }

  public OrganizationSettings withBudgets(List<TagBudget> tags) {
    return new OrganizationSettings(idempotency, defaultFileTtlDays, balanceShards, tags);
  }
}
