package dev.modelroute.core.catalog;

import java.util.Map;

/**
 * Units counted per dimension, before an execution (estimated) or after it (measured). Never
 * negative.
 */
public record Usage(Map<Dimension, Long> units) {
  public static final Usage NONE = new Usage(Map.of());

  public Usage {
    units = Map.copyOf(units);
    if (units.values().stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("units are never negative");
    }
  }

  public static Usage of(Dimension dimension, long count) {
    return new Usage(Map.of(dimension, count));
  }

  public long of(Dimension dimension) {
    return units.getOrDefault(dimension, 0L);
  }
}
