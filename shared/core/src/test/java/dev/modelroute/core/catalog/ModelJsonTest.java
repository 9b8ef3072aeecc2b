package dev.modelroute.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelJsonTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  @Test
  void a_model_shows_the_dearest_price_of_each_dimension_and_no_route() {
    Model model =
        new Model(
            "some-model",
            Modality.IMAGE,
            "Makes pictures.",
            JsonObject.builder().put("type", "object").build(),
            JsonObject.EMPTY,
            List.of(new FileField("image", List.of("image/png"))),
            Duration.ofMinutes(5),
            false,
            List.of(
                route("first", price(1_000_000, "0.75"), price(1, "0.04")),
                route("second", price(1_000, "0.001"), price(1, "0.03"))));

    assertEquals(
        "{\"slug\":\"some-model\",\"modality\":\"image\",\"description\":\"Makes pictures.\","
            + "\"input_schema\":{\"type\":\"object\"},\"output_schema\":{},"
            + "\"pricing\":[{\"dimension\":\"input_token\",\"unit\":\"1000 tokens\","
            + "\"price\":\"0.001\"},{\"dimension\":\"output_image\",\"unit\":\"image\","
            + "\"price\":\"0.040\"}],"
            + "\"limits\":{\"files\":{\"image\":{\"content_types\":[\"image/png\"]}}},"
            + "\"default_timeout_seconds\":300,\"status\":\"available\"}",
        ModelJson.of(model, NOW).toText());
  }

  private static Route route(String name, PriceRecord... prices) {
    return new Route(
        new RouteId("hidden", name),
        RouteMode.SYNC,
        FileMode.INLINE,
        Duration.ofMinutes(4),
        PollSchedule.BACKSTOP,
        false,
        JsonObject.EMPTY,
        List.of(prices));
  }

  private static PriceRecord price(long unitSize, String price) {
    boolean image = unitSize == 1;
    return new PriceRecord(
        image ? Dimension.OUTPUT_IMAGE : Dimension.INPUT_TOKEN,
        image ? "image" : "token",
        unitSize,
        Money.parse(price),
        Instant.EPOCH,
        null,
        "test");
  }
}
