package dev.modelroute.provider.builtin;

/**
 * Largest images taken and made, in pixels, and how many are worked on together. The input's size
 * is read from its header, before a single pixel is decoded.
 *
 * @param maxInput decoded at 4 bytes a pixel, beside the decoder's own copy
 * @param maxOutput PNG is encoded row by row; other formats hold 3 bytes a pixel
 * @param maxAtOnce bounds memory: about 0.5 GB for an image at both limits
 */
public record PixelLimits(long maxInput, long maxOutput, int maxAtOnce) {
  /** 25 megapixels in, 100 out: twice the width and height of the largest input; two at once. */
  public static final PixelLimits DEFAULT = new PixelLimits(25_000_000, 100_000_000, 2);
}
