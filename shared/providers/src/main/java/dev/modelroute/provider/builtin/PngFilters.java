package dev.modelroute.provider.builtin;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Chooses a PNG row filter by the usual rule of thumb: the one whose result has the smallest sum of
 * absolute values compresses best.
 */
final class PngFilters {
  private static final int SUB = 1;
  private static final int UP = 2;
  private static final int PAETH = 4;

  private final int sampleBytes;
  private final byte[] sub;
  private final byte[] up;
  private final byte[] paeth;

  PngFilters(int rowBytes, int sampleBytes) {
    this.sampleBytes = sampleBytes;
    this.sub = new byte[rowBytes];
    this.up = new byte[rowBytes];
    this.paeth = new byte[rowBytes];
  }

  void writeBest(byte[] row, byte[] above, OutputStream out) throws IOException {
    long subSum = 0;
    long upSum = 0;
    long paethSum = 0;
    for (int i = 0; i < row.length; i++) {
      int left = i < sampleBytes ? 0 : row[i - sampleBytes] & 0xFF;
      int corner = i < sampleBytes ? 0 : above[i - sampleBytes] & 0xFF;
      int top = above[i] & 0xFF;
      sub[i] = (byte) (row[i] - left);
      up[i] = (byte) (row[i] - top);
      paeth[i] = (byte) (row[i] - predict(left, top, corner));
      subSum += Math.abs(sub[i]);
      upSum += Math.abs(up[i]);
      paethSum += Math.abs(paeth[i]);
    }
    if (subSum <= upSum && subSum <= paethSum) {
      write(SUB, sub, out);
    } else if (upSum <= paethSum) {
      write(UP, up, out);
    } else {
      write(PAETH, paeth, out);
    }
  }

  private static void write(int filter, byte[] row, OutputStream out) throws IOException {
    out.write(filter);
    out.write(row);
  }

  private static int predict(int left, int top, int corner) {
    int guess = left + top - corner;
    int toLeft = Math.abs(guess - left);
    int toTop = Math.abs(guess - top);
    int toCorner = Math.abs(guess - corner);
    if (toLeft <= toTop && toLeft <= toCorner) {
      return left;
    }
    return toTop <= toCorner ? top : corner;
  }
}
