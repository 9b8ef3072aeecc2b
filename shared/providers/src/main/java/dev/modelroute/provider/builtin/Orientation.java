package dev.modelroute.provider.builtin;

/**
 * The eight ways an EXIF orientation tag asks for an image to be turned before it is shown (CIPA
 * DC-008, tag 0x0112).
 */
record Orientation(int tag) {
  static final Orientation UPRIGHT = new Orientation(1);

  /** Any other number than 1 to 8 means upright. */
  static Orientation of(int tag) {
    return tag >= 1 && tag <= 8 ? new Orientation(tag) : UPRIGHT;
  }

  PixelGrid apply(PixelGrid stored) {
    if (tag == 1) {
      return stored;
    }
    int width = swapsSides() ? stored.height() : stored.width();
    int height = swapsSides() ? stored.width() : stored.height();
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = shown(stored, x, y);
      }
    }
    return new PixelGrid(width, height, stored.hasAlpha(), argb);
  }

  private boolean swapsSides() {
    return tag >= 5;
  }

  private int shown(PixelGrid stored, int x, int y) {
    int right = stored.width() - 1;
    int bottom = stored.height() - 1;
    return switch (tag) {
      case 2 -> stored.pixel(right - x, y);
      case 3 -> stored.pixel(right - x, bottom - y);
      case 4 -> stored.pixel(x, bottom - y);
      case 5 -> stored.pixel(y, x);
      case 6 -> stored.pixel(y, bottom - x);
      case 7 -> stored.pixel(right - y, bottom - x);
      case 8 -> stored.pixel(right - y, x);
      default -> stored.pixel(x, y);
    };
  }
}
