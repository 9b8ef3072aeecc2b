package dev.modelroute.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatedUsageTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          # dimension,    input,                                                              units
          INPUT_TOKEN,    `{"messages":[]}`,                                                      0
          INPUT_TOKEN,    `{"messages":[{"content":""}]}`,                                        8
          INPUT_TOKEN,    `{"messages":[{"content":"abcd"},{"content":"abc"}]}`,                 19
          INPUT_TOKEN,    `{"messages":[{"content":"\\u00e4\\u00e4"}]}`,                         10
          INPUT_TOKEN,    `{"messages":[{"content":[{"type":"text","text":"abc"}]}]}`,            9
          INPUT_TOKEN,    `{"messages":[{"content":[{"type":"image_file","file_id":"f"}]}]}`,  4104
          INPUT_TOKEN,    `{"messages":[],"response_format":{"schema":{"a":1}}}`,                 3
          INPUT_TOKEN,    `{"input":["abc","abcd"]}`,                                             3
          OUTPUT_TOKEN,   `{}`,                                                                4096
          OUTPUT_TOKEN,   `{"max_output_tokens":7}`,                                              7
          OUTPUT_IMAGE,   `{}`,                                                                   1
          OUTPUT_IMAGE,   `{"count":4}`,                                                          4
          AUDIO_SECOND,   `{"prompt":"01234567890"}`,                                             2
          CHARACTER,      `{"text":"abc"}`,                                                       3
          SIMULATED_NANO, `{"cost":"0.000000001"}`,                                               1
          SIMULATED_NANO, `{}`,                                                            40000000
          """)
  void units_are_counted_from_the_input_alone(Dimension dimension, String input, long units) {
    Usage usage = EstimatedUsage.of(route(dimension), StrictJson.trusted(input));

    assertEquals(units, usage.of(dimension), dimension + " " + input);
  }

  private static Route route(Dimension dimension) {
    PriceRecord price =
        new PriceRecord(dimension, "unit", 1, Money.ZERO, Instant.EPOCH, null, "test");
    return new Route(
        new RouteId("p", "m"),
        RouteMode.SYNC,
        FileMode.INLINE,
        Duration.ofMinutes(4),
        PollSchedule.BACKSTOP,
        false,
        JsonObject.EMPTY,
        List.of(price));
  }
}
