package dev.modelroute.testkit.metric;

import dev.modelroute.core.metric.Metric;
import dev.modelroute.core.metric.Metrics;
import java.util.ArrayList;
import java.util.List;

/** Keeps every value, in order. */
public final class MemoryMetrics implements Metrics {
  private final List<Value> values = new ArrayList<>();

  private record Value(Metric metric, long value) {}

  @Override
  public synchronized void emit(Metric metric, long value) {
    values.add(new Value(metric, value));
  }

  /** What was emitted of one metric, oldest first. */
  public synchronized List<Long> of(Metric metric) {
    return values.stream().filter(one -> one.metric().equals(metric)).map(Value::value).toList();
  }
}
