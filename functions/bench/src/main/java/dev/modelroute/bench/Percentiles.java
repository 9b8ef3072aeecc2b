package dev.modelroute.bench;

import java.util.Arrays;

/** Nearest-rank percentiles: every answer is a value that was measured. */
final class Percentiles {
  private final double[] sorted;

  /** At least one value, in any order. */
  Percentiles(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  int count() {
    return sorted.length;
  }

  /** The smallest value that at least this share of all values does not exceed; 0 &lt; p ≤ 100. */
  double at(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("a percentile lies above 0 and up to 100");
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }

  double median() {
    return at(50);
  }

  double max() {
    return sorted[sorted.length - 1];
  }
}
