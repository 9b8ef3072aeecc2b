package dev.modelroute.bench;

import java.util.Locale;

/**
 * One line of the result.
 *
 * @param most what it may be at most to meet its target; NaN = told for information
 */
record Measurement(String figure, double value, String unit, double most) {

  static Measurement of(String figure, double value, String unit) {
    return new Measurement(figure, value, unit, Double.NaN);
  }

  Measurement atMost(double limit) {
    return new Measurement(figure, value, unit, limit);
  }

  String target() {
    return Double.isNaN(most) ? "–" : "≤ " + text(most);
  }

  String measured() {
    return text(value);
  }

  String verdict() {
    if (Double.isNaN(most)) {
      return "–";
    }
    return value <= most ? "met" : "missed";
  }

  /** Times and sizes to a tenth where a tenth says something. */
  private String text(double number) {
    boolean whole = number == Math.rint(number) || number >= 100;
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", number, unit).strip();
  }
}
