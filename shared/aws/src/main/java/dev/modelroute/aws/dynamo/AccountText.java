package dev.modelroute.aws.dynamo;

import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.OrgId;
import java.util.Locale;

/** Accounts as rows name them: {@code <org>#<mode>}. */
final class AccountText {
  private AccountText() {}

  /** Reads {@link Account#toString()} back. */
  static Account parse(String text) {
    int separator = text.lastIndexOf('#');
    return new Account(
        new OrgId(text.substring(0, separator)),
        AccountMode.valueOf(text.substring(separator + 1).toUpperCase(Locale.ROOT)));
  }
}
