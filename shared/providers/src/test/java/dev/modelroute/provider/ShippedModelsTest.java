package dev.modelroute.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.EstimatedUsage;
import dev.modelroute.core.catalog.FileField;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.builtin.BuiltinAdapter;
import dev.modelroute.provider.builtin.PixelLimits;
import dev.modelroute.provider.catalog.BundledCatalog;
import dev.modelroute.provider.catalog.CatalogSources;
import dev.modelroute.provider.simulator.SimulatorAdapter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The models that need no account, as the product's own catalogue reads them. */
class ShippedModelsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  private final List<ProviderAdapter> adapters =
      List.of(
          new BuiltinAdapter(PixelLimits.DEFAULT),
          new SimulatorAdapter(
              () -> NOW,
              time -> {},
              (delay, action) -> {},
              (target, headers, body) -> {},
              new byte[16]));
  private final BundledCatalog catalog =
      new BundledCatalog(
          CatalogSources.besideAdapters(adapters), new Adapters(adapters), () -> NOW);

  @Test
  void all_of_them_are_published() {
    assertEquals(
        List.of(
            "image-convert",
            "image-upscale-2x",
            "sim-failover",
            "sim-image",
            "sim-image-callback",
            "sim-image-poll",
            "sim-speech",
            "sim-text",
            "sim-video"),
        catalog.published().stream().map(Model::slug).toList());
    for (Model model : catalog.published()) {
      assertEquals(model.slug().startsWith("sim-"), model.simulated(), model.slug());
    }
  }

  @Test
  void file_fields_name_what_is_read() {
    assertEquals(
        List.of(
            new FileField(
                "image",
                List.of("image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff"))),
        model("image-upscale-2x").fileFields());
    assertEquals(List.of(), model("sim-image").fileFields());
  }

  @Test
  void estimates_are_the_list_price_or_what_the_input_says() {
    JsonObject plain = JsonObject.builder().put("prompt", "x").build();
    assertEquals(Money.parse("0.01"), estimate("image-upscale-2x", JsonObject.EMPTY));
    assertEquals(Money.parse("0.002"), estimate("image-convert", JsonObject.EMPTY));
    assertEquals(Money.parse("0.04"), estimate("sim-text", plain));
    assertEquals(Money.parse("2.5"), estimate("sim-failover", plain.with("cost", Json.of("2.5"))));
  }

  @Test
  void inputs_are_checked_field_by_field() {
    JsonObject wrong =
        JsonObject.builder().put("prompt", "x").put("outcome", "MAYBE").put("cost", 1).build();
    List<String> fields =
        catalog.validate(model("sim-text"), wrong).stream().map(fault -> fault.field()).toList();
    assertTrue(fields.contains("input.outcome") && fields.contains("input.cost"), "" + fields);
  }

  private Model model(String slug) {
    return catalog.find(slug).orElseThrow();
  }

  private Money estimate(String slug, JsonObject input) {
    Route route = model(slug).routes().getFirst();
    return route.pricesAt(NOW).cost(EstimatedUsage.of(route, input));
  }
}
