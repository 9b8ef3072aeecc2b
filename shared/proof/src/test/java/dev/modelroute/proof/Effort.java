package dev.modelroute.proof;

/** How much is tried: what {@code verify} has time for, or the counts of {@code -Pnightly}. */
final class Effort {
  private Effort() {}

  static boolean thorough() {
    return Boolean.getBoolean("modelroute.proof.thorough");
  }

  static int of(int inVerify, int nightly) {
    return thorough() ? nightly : inVerify;
  }
}
