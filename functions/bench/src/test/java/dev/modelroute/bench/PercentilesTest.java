package dev.modelroute.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PercentilesTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "50, 50", "99, 99", "99.1, 100", "100, 100", "0.1, 1"})
  void of_the_numbers_to_a_hundred_a_percentile_is_its_own_value(double percent, double value) {
    double[] falling = IntStream.rangeClosed(1, 100).mapToDouble(n -> 101 - n).toArray();
    assertEquals(value, new Percentiles(falling).at(percent));
  }

  @Test
  void the_median_of_an_even_count_is_the_lower_of_the_two_in_the_middle() {
    assertEquals(2, new Percentiles(4, 3, 2, 1).median());
  }

  @Test
  void one_slow_answer_shows_in_the_maximum_alone() {
    Percentiles percentiles = new Percentiles(1, 1, 900, 1, 1);
    assertEquals(1, percentiles.median());
    assertEquals(900, percentiles.max());
    assertEquals(5, percentiles.count());
  }

  @Test
  void nothing_measured_and_percentiles_outside_the_range_are_refused() {
    assertThrows(IllegalArgumentException.class, Percentiles::new);
    assertThrows(IllegalArgumentException.class, () -> new Percentiles(1).at(0));
    assertThrows(IllegalArgumentException.class, () -> new Percentiles(1).at(100.1));
    assertThrows(IllegalArgumentException.class, () -> new Percentiles(1).at(Double.NaN));
  }
}
