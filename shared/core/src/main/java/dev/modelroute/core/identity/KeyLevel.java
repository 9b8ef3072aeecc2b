package dev.modelroute.core.identity;

import java.util.Locale;

/** What an API key may do: everything, or executions, files, models and reading the balance. */
public enum KeyLevel {
  FULL,
  EXECUTION;

  /** The form on the wire and in rows: {@code full}, {@code execution}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
