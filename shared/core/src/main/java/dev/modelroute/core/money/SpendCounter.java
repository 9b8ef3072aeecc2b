package dev.modelroute.core.money;

/**
 * Names a sum that budgets are compared with: what one subject spent in one period.
 *
 * @param subject {@link Budget#subject()}
 * @param period {@link SpendPeriod#at}
 */
public record SpendCounter(String subject, String period) {
  private static final char SEPARATOR = '@';

  /** {@link #toString()} read back. */
  public static SpendCounter parse(String text) {
    int at = text.lastIndexOf(SEPARATOR);
    return new SpendCounter(text.substring(0, at), text.substring(at + 1));
  }

  @Override
  public String toString() {
    return subject + SEPARATOR + period;
  }
}
