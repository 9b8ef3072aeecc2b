package dev.modelroute.core.metric;

/**
 * Takes numbers for dashboards and alarms. Best effort: a number may be lost or counted twice when
 * its caller is repeated, so that no decision and no money rests on one. Never throws.
 */
@FunctionalInterface
public interface Metrics {
  /** Adds one value at the present time. Zero is a value: it says that somebody looked. */
  void emit(Metric metric, long value);
}
