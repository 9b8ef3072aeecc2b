package dev.modelroute.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.metric.Metric;
import dev.modelroute.core.metric.Metric.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class EmfMetricsTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final EmfMetrics metrics =
      new EmfMetrics(
          new PrintStream(written, true, UTF_8),
          InstantSource.fixed(Instant.ofEpochMilli(1_767_225_600_000L)),
          "ModelRoute/prod");

  /** The form the embedded metric format's specification shows. */
  @Test
  void a_number_is_one_line_of_the_embedded_metric_format() {
    metrics.emit(Metric.count("LedgerDrift"), 2);

    assertEquals(
        """
        {"_aws":{"Timestamp":1767225600000,"CloudWatchMetrics":[{"Namespace":"ModelRoute/prod",\
        "Dimensions":[[]],"Metrics":[{"Name":"LedgerDrift","Unit":"Count"}]}]},\
        "level":"INFO","event":"metric","LedgerDrift":2}
        """,
        written.toString(UTF_8));
  }

  @Test
  void money_has_no_unit_there_and_keeps_every_digit() {
    metrics.emit(new Metric("PlatformLoss", Unit.NANO_USD), 9_223_372_036_854_775_807L);

    String line = written.toString(UTF_8);
    assertEquals(1, line.lines().count());
    assertEquals(true, line.contains("\"Unit\":\"None\""), line);
    assertEquals(true, line.contains("\"PlatformLoss\":9223372036854775807"), line);
  }
}
