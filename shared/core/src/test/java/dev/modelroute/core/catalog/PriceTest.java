package dev.modelroute.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices, price lists and poll schedules. */
class PriceTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, 1000000, 3, 0", "1, 1000000, 0.000003, 1", "333, 1000000, 3, 999000",
    "1, 3, 0.00000001, 4", "3, 3, 0.00000001, 10", "1, 1, 0, 0"
  })
  void a_part_of_a_nano_is_rounded_up(long units, long unitSize, String price, long nanos) {
    assertEquals(
        Money.ofNanos(nanos),
        price(Dimension.INPUT_TOKEN, unitSize, price).cost(units),
        units + " of " + unitSize);
  }

  @Test
  void each_dimension_is_rounded_by_itself() {
    PriceList list =
        new PriceList(
            new RouteId("p", "m"),
            List.of(
                price(Dimension.INPUT_TOKEN, 3, "0.00000001"),
                price(Dimension.OUTPUT_TOKEN, 3, "0.00000001")));

    Usage used = new Usage(Map.of(Dimension.INPUT_TOKEN, 1L, Dimension.OUTPUT_TOKEN, 1L));
    assertEquals(Money.ofNanos(8), list.cost(used));
    assertEquals(Money.ZERO, list.cost(Usage.of(Dimension.VIDEO_SECOND, 99)), "not priced");
  }

  @Test
  void what_can_not_be_counted_throws() {
    PriceRecord price = price(Dimension.INPUT_TOKEN, 1, "1");

    assertThrows(ArithmeticException.class, () -> price.cost(Long.MAX_VALUE));
    assertThrows(IllegalArgumentException.class, () -> price(Dimension.INPUT_TOKEN, 0, "1"));
    assertThrows(IllegalArgumentException.class, () -> price(Dimension.INPUT_TOKEN, 1, "-1"));
    assertThrows(IllegalArgumentException.class, () -> Usage.of(Dimension.INPUT_TOKEN, -1));
  }

  @Test
  void a_price_is_in_force_from_its_first_instant_to_before_its_last() {
    Instant end = START.plusSeconds(10);
    PriceRecord price =
        new PriceRecord(Dimension.INPUT_TOKEN, "token", 1, Money.ZERO, START, end, "test");

    assertEquals(
        List.of(false, true, true, false),
        List.of(
            price.appliesAt(START.minusNanos(1)),
            price.appliesAt(START),
            price.appliesAt(end.minusNanos(1)),
            price.appliesAt(end)));
  }

  @ParameterizedTest
  @CsvSource({"0, 2000", "1, 3000", "2, 4500", "4, 10000", "2000000000, 10000"})
  void polls_come_slower_up_to_a_limit(int n, long millis) {
    PollSchedule schedule = new PollSchedule(Duration.ofSeconds(2), 1.5, Duration.ofSeconds(10));

    assertEquals(Duration.ofMillis(millis), schedule.delayBefore(n), "poll " + n);
    assertEquals(Duration.ofSeconds(60), PollSchedule.BACKSTOP.delayBefore(n));
  }

  private static PriceRecord price(Dimension dimension, long unitSize, String price) {
    return new PriceRecord(dimension, "unit", unitSize, Money.parse(price), START, null, "test");
  }
}
