package dev.modelroute.core.metric;

import java.util.regex.Pattern;

/**
 * The name and unit of a number. Each is a constant beside what emits it; alarms know it by name.
 *
 * @param name in capitalised words, {@code LedgerDrift}
 */
public record Metric(String name, Unit unit) {
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9]{1,99}");

  public Metric {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of a metric: " + name);
    }
  }

  public static Metric count(String name) {
    return new Metric(name, Unit.COUNT);
  }

  /** What a value counts. */
  public enum Unit {
    COUNT,
    MILLISECONDS,
    BYTES,
    /** Money, in nano-USD: exact, and summed exactly. */
    NANO_USD
  }
}
