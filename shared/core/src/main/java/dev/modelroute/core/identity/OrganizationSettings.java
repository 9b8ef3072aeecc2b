package dev.modelroute.core.identity;

import dev.modelroute.core.identity.Organization.IdempotencyMode;

/**
 * What an organisation decides, or its operator for it. A copy lies on each of its keys, so that a
 * request needs no second read; both are changed in one transaction.
 *
 * @param idempotency whether a submit without an idempotency key is refused or gets one made
 * @param balanceShards rows that each of its balances is spread over; here it is a hint for where
 *     to hold, the balance itself knows how many there are
 */
public record OrganizationSettings(IdempotencyMode idempotency, int balanceShards) {
  /** What a new organisation starts with. */
  public static final OrganizationSettings DEFAULT =
      new OrganizationSettings(IdempotencyMode.REQUIRED, 1);

  public OrganizationSettings withIdempotency(IdempotencyMode mode) {
    return new OrganizationSettings(mode, balanceShards);
  }

  public OrganizationSettings withBalanceShards(int count) {
    return new OrganizationSettings(idempotency, count);
  }
}
