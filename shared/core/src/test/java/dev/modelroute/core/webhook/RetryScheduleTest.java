package dev.modelroute.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant END = NOON.plus(Duration.ofHours(24));
  private static final RandomGenerator LEAST = fixed(0.0);
  private static final RandomGenerator MIDDLE = fixed(0.5);
  private static final RandomGenerator MOST = fixed(Math.nextDown(1.0));

  @Test
  void delays_grow_and_lie_within_a_fifth() {
    // attempts made, seconds at the least, in the middle, at the most
    String table =
        """
        1  96    120   144
        2  192   240   288
        3  384   480   576
        4  768   960   1152
        5  1440  1800  2160
        """;
    for (String line : table.lines().toList()) {
      String[] cells = line.split(" +", -1);
      int attempts = Integer.parseInt(cells[0]);
      assertEquals(cells[1], seconds(attempts, Optional.empty(), LEAST), line);
      assertEquals(cells[2], seconds(attempts, Optional.empty(), MIDDLE), line);
      assertEquals(cells[3], seconds(attempts, Optional.empty(), MOST), line);
    }
  }

  @Test
  void there_are_six_attempts() {
    assertEquals("none", seconds(6, Optional.empty(), MIDDLE));
  }

  @Test
  void a_wish_of_the_receiver_is_kept_within_one_and_two_delays_and_only_stretched() {
    // seconds asked for, least, most
    String table =
        """
        5           120  144
        120         120  144
        200         200  240
        230         230  240
        240         240  240
        1000000000  240  240
        """;
    for (String line : table.lines().toList()) {
      String[] cells = line.split(" +", -1);
      var wish = Optional.of(Duration.ofSeconds(Long.parseLong(cells[0])));
      assertEquals(cells[1], seconds(1, wish, LEAST), line);
      assertEquals(cells[2], seconds(1, wish, MOST), line);
    }
  }

  @Test
  void no_attempt_is_made_after_the_life_of_a_delivery() {
    Instant end = NOON.plusSeconds(120);
    assertEquals(
        Optional.of(NOON.plusSeconds(120)),
        RetrySchedule.STANDARD.next(1, Optional.empty(), NOON, end, MIDDLE));
    assertEquals(
        Optional.empty(),
        RetrySchedule.STANDARD.next(1, Optional.empty(), NOON, end.minusMillis(1), MIDDLE));
  }

  @Test
  void no_delay_is_under_the_floor_and_a_faster_clock_lowers_it() {
    var hasty =
        new RetrySchedule(
            java.util.List.of(Duration.ofSeconds(10)),
            Duration.ofSeconds(60),
            Duration.ofHours(24));
    assertEquals(
        Optional.of(NOON.plusSeconds(60)), hasty.next(1, Optional.empty(), NOON, END, MIDDLE));
    assertEquals(
        Optional.of(NOON.plusSeconds(2)),
        RetrySchedule.STANDARD.faster(60).next(1, Optional.empty(), NOON, END, MIDDLE));
  }

  @Test
  void due_times_are_whole_seconds_and_never_early() {
    RandomGenerator random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      Instant now = NOON.plusMillis(random.nextInt(1_000));
      Instant due =
          RetrySchedule.STANDARD.next(5, Optional.empty(), now, END, random).orElseThrow();
      assertEquals(due.truncatedTo(ChronoUnit.SECONDS), due);
      Duration wait = Duration.between(now, due);
      assertTrue(wait.toSeconds() >= 1_440 && wait.toSeconds() <= 2_160, wait.toString());
    }
  }

  private static String seconds(int attempts, Optional<Duration> wish, RandomGenerator random) {
    return RetrySchedule.STANDARD
        .next(attempts, wish, NOON, END, random)
        .map(due -> Long.toString(Duration.between(NOON, due).toSeconds()))
        .orElse("none");
  }

  private static RandomGenerator fixed(double value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public double nextDouble() {
        return value;
      }
    };
  }
}
