package dev.modelroute.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.webhook.EndpointBreaker.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointBreakerTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void five_failures_in_a_row_within_a_minute_open_it() {
    // seconds of each failure, open afterwards?
    String table =
        """
        0                      closed
        0 1 2 3                closed
        0 1 2 3 4              open
        0 0 0 0 0              open
        0 15 30 45 59          open
        0 15 30 45 60          closed
        0 58 59 61 62          closed
        0 58 59 61 62 63       open
        0 120 360 840 1800     closed
        """;
    for (String line : table.lines().toList()) {
      String[] cells = line.split(" {2,}", -1);
      EndpointBreaker breaker = EndpointBreaker.CLOSED;
      Instant last = NOON;
      for (String second : cells[0].split(" ", -1)) {
        last = NOON.plusSeconds(Long.parseLong(second));
        breaker = breaker.failed(last);
      }
      assertEquals(
          cells[1].equals("open") ? new Verdict.Wait(last.plusSeconds(60)) : new Verdict.Pass(),
          breaker.ask(last),
          line);
    }
  }

  @Test
  void an_open_one_lets_one_probe_through_a_minute() {
    var open = new EndpointBreaker(List.of(), NOON.plusSeconds(60));
    assertEquals(new Verdict.Wait(NOON.plusSeconds(60)), open.ask(NOON.plusMillis(59_999)));
    var claimed = new EndpointBreaker(List.of(), NOON.plusSeconds(130));
    assertEquals(new Verdict.Probe(claimed), open.ask(NOON.plusSeconds(70)));
    assertEquals(new Verdict.Wait(NOON.plusSeconds(130)), claimed.ask(NOON.plusSeconds(70)));
  }

  @Test
  void failures_of_what_was_under_way_when_it_opened_change_nothing() {
    var open = new EndpointBreaker(List.of(), NOON.plusSeconds(60));
    assertEquals(open, open.failed(NOON.plusSeconds(1)));
    assertEquals(open, open.failed(NOON.plusSeconds(100)));
  }
}
