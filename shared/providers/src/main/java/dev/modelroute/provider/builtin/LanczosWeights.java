package dev.modelroute.provider.builtin;

/**
 * Lanczos-3 along one axis: which source samples make up each target sample. Pixels are areas, so
 * sample {@code i} lies at {@code i + 0.5}. Taps beyond an edge are left out and the rest weigh 1
 * together, hence a constant image stays constant and edges do not darken.
 */
final class LanczosWeights {
  private static final int LOBES = 3;

  private final int[] first;
  private final float[][] weights;

  LanczosWeights(int sourceLength, int targetLength) {
    first = new int[targetLength];
    weights = new float[targetLength][];
    double step = (double) sourceLength / targetLength;
    // Shrinking widens the kernel to the step, or fine detail would alias.
    double stretch = Math.max(1, step);
    for (int i = 0; i < targetLength; i++) {
      double center = (i + 0.5) * step - 0.5;
      int from = Math.max(0, (int) Math.ceil(center - LOBES * stretch));
      int to = Math.min(sourceLength - 1, (int) Math.floor(center + LOBES * stretch));
      first[i] = from;
      weights[i] = normalised(from, to, center, stretch);
    }
  }

  /** Index of the first source sample of a target sample. */
  int first(int target) {
    return first[target];
  }

  /** Weights of consecutive source samples, summing to 1. Not to be written to. */
  float[] of(int target) {
    return weights[target];
  }

  /** Most source samples any target sample is made of. */
  int widest() {
    int widest = 0;
    for (float[] taps : weights) {
      widest = Math.max(widest, taps.length);
    }
    return widest;
  }

  private static float[] normalised(int from, int to, double center, double stretch) {
    double[] raw = new double[to - from + 1];
    double sum = 0;
    for (int i = 0; i < raw.length; i++) {
      raw[i] = kernel((from + i - center) / stretch);
      sum += raw[i];
    }
    float[] taps = new float[raw.length];
    for (int i = 0; i < raw.length; i++) {
      taps[i] = (float) (raw[i] / sum);
    }
    return taps;
  }

  private static double kernel(double x) {
    if (x == 0) {
      return 1;
    }
    if (Math.abs(x) >= LOBES) {
      return 0;
    }
    double angle = Math.PI * x;
    return LOBES * Math.sin(angle) * Math.sin(angle / LOBES) / (angle * angle);
  }
}
