package dev.modelroute.core.catalog;

/**
 * What a route may use of things that its input does not count, for the estimate.
 *
 * @param imageTokens of one picture of the input
 * @param outputImageTokens of one picture of the output
 * @param gpuSeconds of one run
 */
public record Allowances(long imageTokens, long outputImageTokens, long gpuSeconds) {
  /** Where a route says nothing. */
  public static final Allowances DEFAULT = new Allowances(4096, 8192, 60);
}
