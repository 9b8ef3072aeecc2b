package dev.modelroute.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultsTest {
  private static final Results RESULTS =
      new Results(
          List.of("Machine: 2 cores"),
          List.of(
              Measurement.of("p50", 12.34, "ms").atMost(15),
              Measurement.of("p99", 120.6, "ms").atMost(100),
              Measurement.of("slowest", 800, "ms")));

  @Test
  void the_table_shows_target_measure_and_verdict() {
    assertEquals(
        """
        - Machine: 2 cores

        | figure | target | measured | verdict |
        |---|---|---|---|
        | p50 | ≤ 15 ms | 12.3 ms | met |
        | p99 | ≤ 100 ms | 121 ms | missed |
        | slowest | – | 800 ms | – |
        """,
        RESULTS.markdown());
  }

  @Test
  void a_run_replaces_the_one_before_and_keeps_the_rest_of_the_page() {
    String page = "# Results\n<!-- results:begin -->\nold\n<!-- results:end -->\nrest\n";
    String once = RESULTS.into(page, "results");
    assertEquals(
        "# Results\n<!-- results:begin -->\n" + RESULTS.markdown() + "<!-- results:end -->\nrest\n",
        once);
    assertEquals(once, RESULTS.into(once, "results"));
  }

  @Test
  void a_page_without_its_marks_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> RESULTS.into("# Results", "results"));
  }

  @Test
  void a_value_at_its_limit_meets_it() {
    assertEquals("met", Measurement.of("errors", 0, "").atMost(0).verdict());
    assertEquals("missed", Measurement.of("errors", 1, "").atMost(0).verdict());
  }
}
