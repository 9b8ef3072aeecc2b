package dev.modelroute.core.identity;

/** One balance: an organisation has a live and a test one. */
public record Account(OrgId organization, AccountMode mode) {
  @Override
  public String toString() {
    return organization + "#" + mode.text();
  }
}
