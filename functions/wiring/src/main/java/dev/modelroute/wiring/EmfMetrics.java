package dev.modelroute.wiring;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.metric.Metric;
import dev.modelroute.core.metric.Metrics;
import java.io.PrintStream;
import java.time.InstantSource;

/**
 * Metrics as lines of the JSON log in CloudWatch's embedded metric format: the log's own service
 * takes the numbers out, no call is made for them. No dimensions, so that an alarm needs to know
 * nothing but namespace and name, and no caller can make series.
 */
public final class EmfMetrics implements Metrics {
  private final PrintStream out;
  private final InstantSource time;
  private final String namespace;

  /**
   * @param namespace of one deployment
   */
  public EmfMetrics(PrintStream out, InstantSource time, String namespace) {
    this.out = out;
    this.time = time;
    this.namespace = namespace;
  }

  @Override
  public void emit(Metric metric, long value) {
    JsonObject definition =
        JsonObject.builder().put("Name", metric.name()).put("Unit", unit(metric.unit())).build();
    JsonObject directive =
        JsonObject.builder()
            .put("Namespace", namespace)
            .put("Dimensions", JsonArray.of(JsonArray.of()))
            .put("Metrics", JsonArray.of(definition))
            .build();
    JsonObject about =
        JsonObject.builder()
            .put("Timestamp", Json.of(time.instant().toEpochMilli()))
            .put("CloudWatchMetrics", JsonArray.of(directive))
            .build();
    out.println(
        JsonObject.builder()
            .put("_aws", about)
            .put("level", "INFO")
            .put("event", "metric")
            .put(metric.name(), value)
            .build()
            .toText());
  }

  /** CloudWatch knows no currency. */
  private static String unit(Metric.Unit unit) {
    return switch (unit) {
      case COUNT -> "Count";
      case MILLISECONDS -> "Milliseconds";
      case BYTES -> "Bytes";
      case NANO_USD -> "None";
    };
  }
}
