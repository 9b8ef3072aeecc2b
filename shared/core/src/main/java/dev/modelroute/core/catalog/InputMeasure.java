package dev.modelroute.core.catalog;

/**
 * What was measured of an input's files before an estimate.
 *
 * @param audioSeconds of all of them together, rounded up; 0 when there are none
 */
public record InputMeasure(long audioSeconds) {
  public static final InputMeasure NONE = new InputMeasure(0);
}
