package dev.modelroute.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
  private static final Instant EARLIER = Instant.parse("2026-10-07T00:00:00Z");

  private static final Route HAIKU =
      route("haiku", token(Dimension.INPUT_TOKEN, "1"), token(Dimension.OUTPUT_TOKEN, "5"));
  private static final Route MINI =
      route("mini", token(Dimension.INPUT_TOKEN, "0.75"), token(Dimension.OUTPUT_TOKEN, "4.50"));
  private static final Route TERRA =
      route("terra", token(Dimension.INPUT_TOKEN, "2"), token(Dimension.OUTPUT_TOKEN, "12"));

  private static final Map<String, Model> MODELS =
      Map.of(
          "standard", model(Modality.TEXT, HAIKU, MINI),
          "mini", model(Modality.TEXT, MINI),
          "terra", model(Modality.TEXT, TERRA),
          "image", model(Modality.IMAGE, route("flux", price(Dimension.OUTPUT_IMAGE, 1, "0.04"))),
          "pixel", model(Modality.IMAGE, pixels(1_000_000)),
          "binary-pixel", model(Modality.IMAGE, pixels(1 << 20)),
          "video", model(Modality.VIDEO, route("veo", price(Dimension.VIDEO_SECOND, 1, "0.40"))),
          "speech", model(Modality.SPEECH, route("tts", price(Dimension.CHARACTER, 1000, "0.10"))),
          "embed",
              model(Modality.EMBEDDINGS, route("small", token(Dimension.INPUT_TOKEN, "0.02"))));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          # model,       input,                                               estimate,      hold
          standard,      `{"messages":[{"content":"$300"}],"max_output_tokens":1000}`,  5108000, 10000000
          mini,          `{"messages":[{"content":"$300"}],"max_output_tokens":1000}`,  4581000, 10000000
          terra,         `{"messages":[{"content":"$815976"}]}`,                593152000,  711782400
          image,         `{"prompt":"p","count":2}`,                             80000000,   96000000
          pixel,         `{"prompt":"p","width":1536,"height":1024}`,            60000000,   72000000
          pixel,         `{"prompt":"p","width":1000,"height":1000,"count":3}`,  90000000,  108000000
          pixel,         `{"prompt":"p"}`,                                       60000000,   72000000
          binary-pixel,  `{"prompt":"p"}`,                                       30000000,   36000000
          video,         `{"prompt":"p","duration_seconds":8}`,                3200000000, 3840000000
          speech,        `{"prompt":"$1000"}`,                                  100000000,  120000000
          speech,        `{"prompt":"\\uD83D\\uDE00"}`,                            100000,   10000000
          embed,         `{"input":["$100","$100","$100","$100","$100","$100","$100","$100","$100","$100"]}`, 6800, 10000000
          """)
  void estimate_and_hold_follow_the_dearest_route(
      String slug, String input, long estimate, long hold) {
    Quote quote = Quotes.of(model(slug), parse(input), NOW);

    assertEquals(Money.ofNanos(estimate), quote.cost().estimate(), slug + " " + input);
    assertEquals(Money.ofNanos(hold), quote.cost().hold(), slug + " " + input);
  }

  @Test
  void the_quote_keeps_the_prices_of_every_priced_route() {
    Quote quote = Quotes.of(model("standard"), JsonObject.EMPTY, NOW);

    Usage used = new Usage(Map.of(Dimension.INPUT_TOKEN, 95L, Dimension.OUTPUT_TOKEN, 240L));
    assertEquals(Money.ofNanos(1_295_000), quote.of(HAIKU.id()).cost(used));
    assertEquals(Money.ofNanos(1_151_250), quote.of(MINI.id()).cost(used));
  }

  @Test
  void a_route_with_a_gap_in_a_dimension_is_left_out() {
    PriceRecord over =
        new PriceRecord(
            Dimension.OUTPUT_TOKEN, "token", 1_000_000, Money.parse("9"), EARLIER, NOW, "test");
    Route gap = route("gap", token(Dimension.INPUT_TOKEN, "9"), over);

    Quote quote = Quotes.of(model(Modality.TEXT, MINI, gap), JsonObject.EMPTY, NOW);

    assertEquals(List.of(MINI.id()), quote.prices().stream().map(PriceList::route).toList());
    assertTrue(Quotes.isPriced(Modality.TEXT, gap, NOW.minusNanos(1)));
  }

  @Test
  void a_text_route_needs_a_price_for_both_directions() {
    Route half = route("half", token(Dimension.INPUT_TOKEN, "1"));

    assertFalse(Quotes.isPriced(Modality.TEXT, half, NOW));
    assertTrue(Quotes.isPriced(Modality.EMBEDDINGS, half, NOW));
    assertFalse(Quotes.isPriced(Modality.IMAGE, route("none"), NOW));
    assertThrows(
        IllegalArgumentException.class,
        () -> Quotes.of(model(Modality.TEXT, half), JsonObject.EMPTY, NOW));
  }

  @Test
  void a_free_local_route_still_holds_one_cent() {
    Route local =
        route("local", token(Dimension.INPUT_TOKEN, "0"), token(Dimension.OUTPUT_TOKEN, "0"));

    Quote quote = Quotes.of(model(Modality.TEXT, local), JsonObject.EMPTY, NOW);

    assertEquals(Money.ZERO, quote.cost().estimate());
    assertEquals(Money.parse("0.01"), quote.cost().hold());
  }

  private static Model model(String slug) {
    return java.util.Objects.requireNonNull(MODELS.get(slug));
  }

  private static Model model(Modality modality, Route... routes) {
    return new Model(
        "m",
        modality,
        "A model.",
        JsonObject.EMPTY,
        JsonObject.EMPTY,
        List.of(),
        Duration.ofMinutes(5),
        false,
        List.of(routes));
  }

  private static Route pixels(long unitSize) {
    return route("pixels", price(Dimension.OUTPUT_MEGAPIXEL, unitSize, "0.03"));
  }

  private static Route route(String name, PriceRecord... prices) {
    return new Route(
        new RouteId("p", name),
        RouteMode.SYNC,
        FileMode.INLINE,
        Duration.ofMinutes(4),
        PollSchedule.BACKSTOP,
        false,
        JsonObject.EMPTY,
        Arrays.asList(prices));
  }

  private static PriceRecord token(Dimension dimension, String price) {
    return price(dimension, 1_000_000, price);
  }

  private static PriceRecord price(Dimension dimension, long unitSize, String price) {
    return new PriceRecord(dimension, "unit", unitSize, Money.parse(price), EARLIER, null, "test");
  }

  /** {@code $300} stands for a text of 300 bytes. */
  private static JsonObject parse(String input) {
    String filled =
        java.util.regex.Pattern.compile("\\$(\\d+)")
            .matcher(input)
            .replaceAll(match -> "x".repeat(Integer.parseInt(match.group(1))));
    return StrictJson.trusted(filled);
  }
}
