package dev.modelroute.provider.builtin;

/** What became of reading an image. */
sealed interface ImageRead {

  /** Decoded and upright, in sRGB. */
  record Decoded(PixelGrid pixels) implements ImageRead {}

  /**
   * Not an image we can read, or one larger than we take.
   *
   * @param reason for the operator
   */
  record Refused(String reason) implements ImageRead {}
}
