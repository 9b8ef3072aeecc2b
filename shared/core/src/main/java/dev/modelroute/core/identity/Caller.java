package dev.modelroute.core.identity;

/** Who is behind a request; every part comes from the stored key and nothing from the request. */
public record Caller(Account account, KeyId key, String label, KeyLevel level) {
  public OrgId organization() {
    return account.organization();
  }
}
