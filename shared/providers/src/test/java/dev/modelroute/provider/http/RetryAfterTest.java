package dev.modelroute.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          retry-after-ms=300                                        | 300
          retry-after-ms=300;retry-after=9                          | 300
          x-ms-retry-after-ms=1500                                  | 1500
          retry-after-ms=soon;retry-after=2                         | 2000
          retry-after=2                                             | 2000
          retry-after=0.25                                          | 250
          retry-after=3600                                          | 3600000
          retry-after=Fri, 20 Nov 2026 12:00:30 GMT                 | 30000
          retry-after=Fri, 20 Nov 2026 11:00:00 GMT                 |
          retry-after=-1                                            |
          retry-after=soon                                          |
          retry-after=1e9                                           |
          retry-after=9999999999999                                 |
          other=1                                                   |
          anthropic-ratelimit-tokens-remaining=0;anthropic-ratelimit-tokens-reset=2026-11-20T12:00:07Z | 7000
          anthropic-ratelimit-tokens-remaining=5;anthropic-ratelimit-tokens-reset=2026-11-20T12:00:07Z |
          """)
  void headers_are_read_in_their_order(String headers, @Nullable Long millis) {
    assertEquals(
        Optional.ofNullable(millis).map(Duration::ofMillis),
        RetryAfter.of(headers(headers), NOW),
        headers);
  }

  @Test
  void texts_are_read_where_a_provider_has_nothing_else() {
    assertEquals(Optional.of(Duration.ofSeconds(23)), RetryAfter.ofSeconds("23s"));
    assertEquals(Optional.of(Duration.ofMillis(1500)), RetryAfter.ofSeconds("1.5s"));
    assertEquals(Optional.empty(), RetryAfter.ofSeconds("-23s"));
    assertEquals(Optional.empty(), RetryAfter.ofSeconds("23"));
    assertEquals(
        Optional.of(Duration.ofSeconds(30)), RetryAfter.ofText("Your limit resets in ~30s."));
    assertEquals(Optional.empty(), RetryAfter.ofText("resets soon"));
  }

  private static HttpHeaders headers(String text) {
    Map<String, List<String>> values =
        Arrays.stream(text.split(";"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1])));
    return HttpHeaders.of(values, (name, value) -> true);
  }
}
