package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.Account;

/** Accounts as rows name them: {@code <org>#<mode>}. */
final class AccountText {
  private AccountText() {}

  /** Reads {@link Account#toString()} back. */
  static Account parse(String text) {
    return Account.parse(text);
  }
}
