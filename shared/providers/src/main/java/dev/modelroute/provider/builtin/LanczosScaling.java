package dev.modelroute.provider.builtin;

import java.util.Arrays;

/**
 * An image seen at another size through a separable Lanczos-3 filter, computed row by row: only the
 * source rows under the kernel are kept, already widened, as floats.
 *
 * <p>Works on sRGB values as stored, not on linear light: the filter rings a little at hard edges,
 * and in linear light the dark side of that ringing is plainly visible. Colour is weighted by alpha
 * on the way, so that transparent pixels do not bleed into their neighbours.
 */
final class LanczosScaling implements PixelRows {
  private static final int CHANNELS = 4;
  private static final float OPAQUE = 255;

  private final PixelRows source;
  private final int width;
  private final int height;
  private final LanczosWeights across;
  private final LanczosWeights down;
  private final float[][] widened;
  private final int[] widenedRow;
  private final int[] sourceArgb;
  private final float[] samples;
  private final float[] sums;

  LanczosScaling(PixelRows source, int width, int height) {
    this.source = source;
    this.width = width;
    this.height = height;
    this.across = new LanczosWeights(source.width(), width);
    this.down = new LanczosWeights(source.height(), height);
    this.widened = new float[down.widest()][width * CHANNELS];
    this.widenedRow = new int[widened.length];
    Arrays.fill(widenedRow, -1);
    this.sourceArgb = new int[source.width()];
    this.samples = new float[source.width() * CHANNELS];
    this.sums = new float[width * CHANNELS];
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public boolean hasAlpha() {
    return source.hasAlpha();
  }

  @Override
  public void readRow(int y, int[] argb) {
    Arrays.fill(sums, 0);
    float[] weights = down.of(y);
    for (int i = 0; i < weights.length; i++) {
      addWeighted(widenedRow(down.first(y) + i), weights[i]);
    }
    for (int x = 0; x < width; x++) {
      argb[x] = hasAlpha() ? translucent(x * CHANNELS) : opaque(x * CHANNELS);
    }
  }

  private void addWeighted(float[] row, float weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += row[i] * weight;
    }
  }

  private float[] widenedRow(int y) {
    int slot = y % widened.length;
    if (widenedRow[slot] != y) {
      source.readRow(y, sourceArgb);
      splitChannels();
      widen(widened[slot]);
      widenedRow[slot] = y;
    }
    return widened[slot];
  }

  private void splitChannels() {
    for (int x = 0; x < sourceArgb.length; x++) {
      int argb = sourceArgb[x];
      float alpha = argb >>> 24;
      float share = alpha / OPAQUE;
      samples[x * CHANNELS] = alpha;
      samples[x * CHANNELS + 1] = ((argb >> 16) & 0xFF) * share;
      samples[x * CHANNELS + 2] = ((argb >> 8) & 0xFF) * share;
      samples[x * CHANNELS + 3] = (argb & 0xFF) * share;
    }
  }

  private void widen(float[] target) {
    for (int x = 0; x < width; x++) {
      float[] weights = across.of(x);
      float alpha = 0;
      float red = 0;
      float green = 0;
      float blue = 0;
      int at = across.first(x) * CHANNELS;
      for (float weight : weights) {
        alpha += samples[at] * weight;
        red += samples[at + 1] * weight;
        green += samples[at + 2] * weight;
        blue += samples[at + 3] * weight;
        at += CHANNELS;
      }
      target[x * CHANNELS] = alpha;
      target[x * CHANNELS + 1] = red;
      target[x * CHANNELS + 2] = green;
      target[x * CHANNELS + 3] = blue;
    }
  }

  private int opaque(int at) {
    return 0xFF000000 | level(sums[at + 1]) << 16 | level(sums[at + 2]) << 8 | level(sums[at + 3]);
  }

  private int translucent(int at) {
    int alpha = level(sums[at]);
    if (alpha == 0) {
      return 0;
    }
    float share = OPAQUE / sums[at];
    return alpha << 24
        | level(sums[at + 1] * share) << 16
        | level(sums[at + 2] * share) << 8
        | level(sums[at + 3] * share);
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
