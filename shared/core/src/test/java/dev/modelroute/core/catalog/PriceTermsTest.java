package dev.modelroute.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.PriceTier.Applies;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of cases of the price rules, before and after the work. */
class PriceTermsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  private static final Route TERRA =
      route(
          price(Dimension.INPUT_TOKEN, 1_000_000, "2", whole(Dimension.INPUT_TOKEN, 272_000, "4")),
          price(
              Dimension.OUTPUT_TOKEN,
              1_000_000,
              "12",
              whole(Dimension.INPUT_TOKEN, 272_000, "18")));
  private static final Route FLUX_2 =
      route(
          price(
              Dimension.OUTPUT_MEGAPIXEL,
              1_000_000,
              "0.03",
              new PriceTier(
                  Dimension.OUTPUT_MEGAPIXEL, 1_000_000, Money.parse("0.015"), Applies.MARGINAL)));
  private static final Route VEO =
      route(
          price(Dimension.VIDEO_SECOND, 1, "0.20"),
          when("{\"audio\":true}", "0.40"),
          when("{\"resolution\":\"4k\"}", "0.40"),
          when("{\"audio\":true,\"resolution\":\"4k\"}", "0.60"));
  private static final Route WHISPER =
      route(
          new PriceRecord(
              Dimension.AUDIO_SECOND,
              "second",
              3600,
              Money.parse("0.04"),
              Instant.EPOCH,
              null,
              "test",
              new PriceTerms(JsonObject.EMPTY, List.of(), 10)));

  @ParameterizedTest
  @CsvSource({
    "272000, 4096, 593152000",
    "272001, 4096, 1161732000",
    "300008, 4096, 1273760000",
    "0, 0, 0"
  })
  void above_a_threshold_the_whole_request_has_another_price(long input, long output, long nanos) {
    Usage usage = new Usage(Map.of(Dimension.INPUT_TOKEN, input, Dimension.OUTPUT_TOKEN, output));

    assertEquals(Money.ofNanos(nanos), cost(TERRA, usage), input + " in");
  }

  @Test
  void cached_tokens_count_towards_the_threshold() {
    Usage usage =
        new Usage(Map.of(Dimension.INPUT_TOKEN, 200_000L, Dimension.CACHED_INPUT_TOKEN, 72_001L));

    assertEquals(Money.parse("0.8"), cost(TERRA, usage));
  }

  @ParameterizedTest
  @CsvSource({"1000000, 0.03", "2000000, 0.045", "1500000, 0.0375", "4000000, 0.075"})
  void further_units_have_another_price_where_it_is_marginal(long pixels, String usd) {
    assertEquals(
        Money.parse(usd), cost(FLUX_2, Usage.of(Dimension.OUTPUT_MEGAPIXEL, pixels)), "" + pixels);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"prompt":"p","duration_seconds":8}                                  | 1600000000 | 1920000000
          {"prompt":"p","duration_seconds":8,"audio":false}                    | 1600000000 | 1920000000
          {"prompt":"p","duration_seconds":8,"audio":true}                     | 3200000000 | 3840000000
          {"prompt":"p","duration_seconds":8,"resolution":"4k"}                | 3200000000 | 3840000000
          {"prompt":"p","duration_seconds":8,"audio":true,"resolution":"4k"}   | 4800000000 | 5760000000
          """)
  void the_price_that_asks_most_of_an_input_is_the_one_for_it(
      String input, long estimate, long hold) {
    Quote quote = Quotes.of(model(Modality.VIDEO, VEO), StrictJson.trusted(input), NOW);

    assertEquals(Money.ofNanos(estimate), quote.cost().estimate(), input);
    assertEquals(Money.ofNanos(hold), quote.cost().hold(), input);
    assertEquals(1, quote.of(VEO.id()).prices().size(), input);
  }

  @ParameterizedTest
  @CsvSource({"62, 688889", "10, 111112", "1, 111112", "0, 0", "3600, 40000000"})
  void a_minimum_is_charged_for_anything_above_zero(long seconds, long nanos) {
    assertEquals(
        Money.ofNanos(nanos),
        cost(WHISPER, Usage.of(Dimension.AUDIO_SECOND, seconds)),
        "" + seconds);
  }

  @Test
  void recordings_are_estimated_by_what_was_measured_of_their_files() {
    Quote quote =
        Quotes.find(
                model(Modality.TRANSCRIPTION, WHISPER), JsonObject.EMPTY, new InputMeasure(62), NOW)
            .orElseThrow();

    assertEquals(Money.ofNanos(688_889), quote.cost().estimate());
    assertEquals(Money.parse("0.01"), quote.cost().hold());
  }

  @Test
  void an_input_without_a_price_of_its_own_leaves_the_route_out() {
    Route onlyLoud = route(when("{\"audio\":true}", "0.40"));
    Model model = model(Modality.VIDEO, onlyLoud);

    assertEquals(Optional.empty(), find(model, "{\"duration_seconds\":8}"));
    assertTrue(find(model, "{\"duration_seconds\":8,\"audio\":true}").isPresent());
  }

  @Test
  void routes_that_do_not_take_an_input_are_not_quoted_and_the_nearest_says_why() {
    Route brief = taking("{\"duration_seconds\":{\"max\":5}}");
    Route silent = taking("{\"duration_seconds\":{\"max\":9},\"audio\":[false]}");
    Model model = model(Modality.VIDEO, brief, silent);
    JsonObject loud = StrictJson.trusted("{\"duration_seconds\":9,\"audio\":true}");

    assertEquals(1, find(model, "{\"duration_seconds\":9}").orElseThrow().prices().size());
    assertEquals(Optional.empty(), Quotes.find(model, loud, InputMeasure.NONE, NOW));
    assertEquals(List.of("audio"), Quotes.obstacles(model, loud, NOW));
  }

  @Test
  void tiers_of_two_kinds_and_negative_ones_are_refused() {
    PriceTier whole = whole(Dimension.INPUT_TOKEN, 1, "1");
    PriceTier marginal = new PriceTier(Dimension.INPUT_TOKEN, 2, Money.ZERO, Applies.MARGINAL);

    assertThrows(
        IllegalArgumentException.class,
        () -> new PriceTerms(JsonObject.EMPTY, List.of(whole, marginal), 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PriceTier(Dimension.INPUT_TOKEN, -1, Money.ZERO, Applies.MARGINAL));
  }

  private static Optional<Quote> find(Model model, String input) {
    return Quotes.find(model, StrictJson.trusted(input), InputMeasure.NONE, NOW);
  }

  private static Money cost(Route route, Usage usage) {
    return route.pricesAt(NOW).cost(usage);
  }

  private static PriceTier whole(Dimension by, long above, String usd) {
    return new PriceTier(by, above, Money.parse(usd), Applies.WHOLE_REQUEST);
  }

  private static PriceRecord when(String input, String usd) {
    return new PriceRecord(
        Dimension.VIDEO_SECOND,
        "second",
        1,
        Money.parse(usd),
        Instant.EPOCH,
        null,
        "test",
        new PriceTerms(StrictJson.trusted(input), List.of(), 0));
  }

  private static PriceRecord price(
      Dimension dimension, long unitSize, String usd, PriceTier... tiers) {
    return new PriceRecord(
        dimension,
        "unit",
        unitSize,
        Money.parse(usd),
        Instant.EPOCH,
        null,
        "test",
        new PriceTerms(JsonObject.EMPTY, Arrays.asList(tiers), 0));
  }

  private static Route taking(String supports) {
    return route(
        new Capabilities(
            StrictJson.trusted(supports), java.util.Set.of(), JsonObject.EMPTY, Allowances.DEFAULT),
        price(Dimension.VIDEO_SECOND, 1, "0.20"));
  }

  private static Route route(PriceRecord... prices) {
    return route(Capabilities.ANY, prices);
  }

  private static Route route(Capabilities capabilities, PriceRecord... prices) {
    return new Route(
        new RouteId("p", "m" + capabilities.supports().toText().length()),
        RouteMode.SYNC,
        FileMode.INLINE,
        Duration.ofMinutes(4),
        PollSchedule.BACKSTOP,
        false,
        JsonObject.EMPTY,
        Arrays.asList(prices),
        capabilities);
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
        Arrays.asList(routes));
  }
}
