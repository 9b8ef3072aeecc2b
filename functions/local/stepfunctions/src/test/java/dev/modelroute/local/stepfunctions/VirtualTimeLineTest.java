package dev.modelroute.local.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VirtualTimeLineTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final VirtualTimeLine time = new VirtualTimeLine(START);
  private final List<String> ran = new ArrayList<>();

  @Test
  void entries_run_by_due_time_and_then_in_the_order_they_came() {
    schedule("c", 2);
    schedule("a", 1);
    schedule("d", 2);
    schedule("b", 1);
    assertEquals(4, time.drain(10));
    assertEquals(List.of("a at 1", "b at 1", "c at 2", "d at 2"), ran);
    assertFalse(time.jump());
  }

  @Test
  void advancing_runs_only_what_is_due_and_what_that_brings_about() {
    time.schedule(START.plusSeconds(1), () -> schedule("inner", 3));
    schedule("late", 5);
    time.advance(Duration.ofSeconds(4));
    assertEquals(List.of("inner at 3"), ran);
    assertEquals(START.plusSeconds(4), time.instant());
  }

  @Test
  void a_cancelled_entry_does_not_run_and_the_past_does_not_move_time_back() {
    time.advance(Duration.ofSeconds(10));
    time.schedule(START.plusSeconds(20), () -> ran.add("cancelled")).cancel();
    schedule("past", 1);
    assertEquals(1, time.drain(10));
    assertEquals(List.of("past at 10"), ran);
  }

  private void schedule(String name, int seconds) {
    time.schedule(
        START.plusSeconds(seconds),
        () -> ran.add(name + " at " + Duration.between(START, time.instant()).toSeconds()));
  }
}
