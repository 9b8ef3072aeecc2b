package dev.modelroute.provider.builtin;

/**
 * An image read row by row, so that a large result is encoded while it is computed and never held
 * whole. Samples are sRGB, 8 bits, not premultiplied.
 */
interface PixelRows {
  int width();

  int height();

  /** Whether any pixel may be less than opaque. */
  boolean hasAlpha();

  /**
   * Writes row {@code y} as ARGB into the first {@link #width()} items of an array. Ascending order
   * is fast.
   */
  void readRow(int y, int[] argb);
}
