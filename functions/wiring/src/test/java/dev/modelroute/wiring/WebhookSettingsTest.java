package dev.modelroute.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.webhook.DeliverySettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {
  private static final String DELAYS = "MODELROUTE_WEBHOOK_DELAYS_SECONDS";
  private static final String DEADLINE = "MODELROUTE_WEBHOOK_DEADLINE_SECONDS";

  @Test
  void without_settings_the_standard_holds() {
    assertEquals(DeliverySettings.STANDARD, read(Map.of()));
    assertEquals(DeliverySettings.STANDARD, read(Map.of(DELAYS, " ", DEADLINE, "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 | 60
          5,10 | 5 10
          ' 120, 240 ,1800 ' | 120 240 1800
          1,86400 | 1 86400
          """)
  void delays_are_whole_seconds_with_commas(String text, String seconds) {
    List<Duration> expected =
        Arrays.stream(seconds.split(" ", -1))
            .map(Long::parseLong)
            .map(Duration::ofSeconds)
            .toList();
    DeliverySettings settings = read(Map.of(DELAYS, text));
    assertEquals(expected, settings.schedule().delays());
    assertEquals(DeliverySettings.STANDARD.schedule().floor(), settings.schedule().floor());
    assertEquals(DeliverySettings.STANDARD.deadline(), settings.deadline());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5, 40})
  void a_deadline_is_whole_seconds(long seconds) {
    DeliverySettings settings = read(Map.of(DEADLINE, Long.toString(seconds)));
    assertEquals(Duration.ofSeconds(seconds), settings.deadline());
    assertEquals(DeliverySettings.STANDARD.schedule(), settings.schedule());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "86401", "2m", "1.5", "120;240", "120,x", "99999999999999999999"})
  void a_bad_delay_is_named_at_the_start(String text) {
    String message = refusal(Map.of(DELAYS, text));
    assertTrue(message.contains(DELAYS), message);
    assertTrue(message.contains("1 to 86400"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-30", "41", "30s", "1.5", "30,40", "99999999999999999999"})
  void a_bad_deadline_is_named_at_the_start(String text) {
    String message = refusal(Map.of(DEADLINE, text));
    assertTrue(message.contains(DEADLINE), message);
    assertTrue(message.contains("1 to 40"), message);
  }

  @Test
  void more_delays_than_a_day_of_retries_needs_are_refused() {
    String message = refusal(Map.of(DELAYS, "60,".repeat(21)));
    assertTrue(message.contains(DELAYS), message);
  }

  private static DeliverySettings read(Map<String, String> values) {
    return WebhookSettings.read(new Settings(values));
  }

  private static String refusal(Map<String, String> values) {
    return assertThrows(IllegalStateException.class, () -> read(values)).toString();
  }
}
