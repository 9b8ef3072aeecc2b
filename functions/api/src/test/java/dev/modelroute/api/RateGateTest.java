package dev.modelroute.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.testkit.time.SettableTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateGateTest {
  private final SettableTime time = new SettableTime();
  private final RateGate gate = new RateGate(60, time);

  @Test
  void the_whole_limit_may_be_used_at_once_and_then_one_by_one() {
    for (int left = 59; left >= 0; left--) {
      RateGate.Reading reading = gate.take("a");
      assertTrue(reading.admitted());
      assertEquals(left, reading.remaining());
    }
    RateGate.Reading refused = gate.take("a");
    assertFalse(refused.admitted());
    assertEquals(1, refused.retryAfterSeconds());
    assertEquals(0, refused.remaining());
    assertEquals(time.instant().getEpochSecond() + 60, refused.resetEpochSeconds());
    time.advance(Duration.ofMillis(999));
    assertFalse(gate.take("a").admitted());
    time.advance(Duration.ofMillis(1));
    assertTrue(gate.take("a").admitted());
    assertFalse(gate.take("a").admitted());
  }

  @Test
  void refused_requests_cost_nothing() {
    for (int i = 0; i < 1000; i++) {
      gate.take("a");
    }
    time.advance(Duration.ofMinutes(1));
    assertEquals(60, gate.look("a").remaining());
  }

  @Test
  void subjects_are_counted_apart_and_looking_counts_nothing() {
    gate.take("a");
    gate.look("b");
    assertEquals(59, gate.look("a").remaining());
    assertEquals(60, gate.look("b").remaining());
    assertEquals(60, gate.look("b").limit());
    assertEquals(time.instant().getEpochSecond(), gate.look("b").resetEpochSeconds());
  }

  @Test
  void the_subject_not_seen_for_longest_is_forgotten() {
    gate.take("first");
    for (int i = 0; i < RateGate.MAX_SUBJECTS; i++) {
      gate.take("s" + i);
    }
    assertEquals(60, gate.look("first").remaining());
    assertEquals(59, gate.look("s1").remaining());
  }

  @Test
  void a_limit_below_one_is_a_wrong_setting() {
    assertThrows(IllegalArgumentException.class, () -> new RateGate(0, time));
  }
}
