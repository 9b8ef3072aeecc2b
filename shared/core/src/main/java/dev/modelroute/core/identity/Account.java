package dev.modelroute.core.identity;

import java.util.Locale;

/** One balance: an organisation has a live and a test one. */
public record Account(OrgId organization, AccountMode mode) {
  /** Reads {@link #toString} back. */
  public static Account parse(String text) {
    int separator = text.lastIndexOf('#');
    return new Account(
        new OrgId(text.substring(0, separator)),
        AccountMode.valueOf(text.substring(separator + 1).toUpperCase(Locale.ROOT)));
  }

  @Override
  public String toString() {
    return organization + "#" + mode.text();
  }
}
