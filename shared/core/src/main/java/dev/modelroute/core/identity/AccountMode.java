package dev.modelroute.core.identity;

import java.util.Locale;

/**
 * Which of an organisation's two balances a key works on. Test keys reach simulated models only.
 */
public enum AccountMode {
  LIVE,
  TEST;

  /** The form on the wire and in rows: {@code live}, {@code test}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
