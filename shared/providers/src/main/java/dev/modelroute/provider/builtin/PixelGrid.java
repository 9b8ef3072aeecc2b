package dev.modelroute.provider.builtin;

/** An image in memory: ARGB, row after row. */
final class PixelGrid implements PixelRows {
  private final int width;
  private final int height;
  private final boolean alpha;
  private final int[] argb;

  /** Takes the array as its own. */
  PixelGrid(int width, int height, boolean alpha, int[] argb) {
    if (argb.length != width * height) {
      throw new IllegalArgumentException("pixels do not fill the image");
    }
    this.width = width;
    this.height = height;
    this.alpha = alpha;
    this.argb = argb;
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
    return alpha;
  }

  @Override
  public void readRow(int y, int[] row) {
    System.arraycopy(argb, y * width, row, 0, width);
  }

  int pixel(int x, int y) {
    return argb[y * width + x];
  }
}
