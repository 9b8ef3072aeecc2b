package dev.modelroute.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void seconds_and_dates_are_read() {
    assertEquals(Optional.of(Duration.ofSeconds(5)), RetryAfter.parse(" 5 ", NOW));
    assertEquals(
        Optional.of(Duration.ofSeconds(1_000_000_000)), RetryAfter.parse("1000000000", NOW));
    assertEquals(
        Optional.of(Duration.ofMinutes(3)), RetryAfter.parse("Sun, 01 Mar 2026 12:03:00 GMT", NOW));
  }

  @Test
  void negative_past_and_unreadable_ones_are_absent() {
    for (String text :
        List.of(
            "-1",
            "1e9",
            "soon",
            "",
            "5.5",
            "99999999999999999999",
            "Sun, 01 Mar 2026 11:59:00 GMT",
            "x".repeat(8_000))) {
      assertEquals(Optional.empty(), RetryAfter.parse(text, NOW), text);
    }
  }
}
