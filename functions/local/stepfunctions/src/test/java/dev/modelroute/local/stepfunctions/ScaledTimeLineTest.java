package dev.modelroute.local.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScaledTimeLineTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"1, 10, PT10S", "60, 1, PT1M", "60, 90, PT1H30M", "0.5, 10, PT5S"})
  void time_passes_by_the_scale(double scale, long wallSeconds, Duration expected) {
    VirtualTimeLine wall = new VirtualTimeLine(START);
    try (ScaledTimeLine time = new ScaledTimeLine(wall, scale)) {
      assertEquals(START, time.instant());
      wall.advance(Duration.ofSeconds(wallSeconds));
      assertEquals(START.plus(expected), time.instant(), "scale " + scale);
    }
  }

  @Test
  void a_minute_at_scale_six_thousand_passes_in_ten_milliseconds() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    VirtualTimeLine wall = new VirtualTimeLine(START);
    long before = System.nanoTime();
    try (ScaledTimeLine time = new ScaledTimeLine(wall, 6_000)) {
      time.schedule(START.plusSeconds(60), ran::countDown);
      assertTrue(ran.await(20, TimeUnit.SECONDS));
    }
    assertTrue(System.nanoTime() - before >= 10_000_000, "it ran too early");
  }

  @Test
  void what_is_due_already_runs_at_once_and_what_was_cancelled_does_not() throws Exception {
    CountDownLatch due = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    VirtualTimeLine wall = new VirtualTimeLine(START);
    try (ScaledTimeLine time = new ScaledTimeLine(wall, 1_000)) {
      time.schedule(START.plusSeconds(10), cancelled::countDown).cancel();
      time.schedule(START.minusSeconds(10), due::countDown);
      assertTrue(due.await(20, TimeUnit.SECONDS));
      CountDownLatch later = new CountDownLatch(1);
      time.schedule(START.plusSeconds(20), later::countDown);
      assertTrue(later.await(20, TimeUnit.SECONDS));
    }
    assertEquals(1, cancelled.getCount());
  }

  @Test
  void after_closing_nothing_can_be_scheduled_and_nobody_is_hurt() {
    VirtualTimeLine wall = new VirtualTimeLine(START);
    ScaledTimeLine time = new ScaledTimeLine(wall, 1);
    time.close();
    CountDownLatch ran = new CountDownLatch(1);
    time.schedule(START, ran::countDown).cancel();
    assertFalse(ran.getCount() == 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void a_scale_that_is_no_positive_number_is_refused(double scale) {
    VirtualTimeLine wall = new VirtualTimeLine(START);
    assertThrows(IllegalArgumentException.class, () -> new ScaledTimeLine(wall, scale));
  }
}
