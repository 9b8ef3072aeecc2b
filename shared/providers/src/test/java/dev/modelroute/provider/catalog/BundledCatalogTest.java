package dev.modelroute.provider.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.core.catalog.FileField;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.Adapters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledCatalogTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  private static final String FILE =
      """
      {"models":[{"slug":"upscale","modality":"image_upscale","description":"Makes it larger.",
       "default_timeout_seconds":120,
       "input_schema":{"type":"object","required":["image"],"additionalProperties":false,
        "properties":{"image":{"type":"string","format":"file","x-content-types":["image/png"]},
         "parts":{"type":"array","items":{"type":"object","properties":{
           "file_id":{"type":"string","format":"file"}}}}}},
       "output_schema":{"type":"object"},
       "routes":[{"provider":"on","model":"a/b","mode":"sync",
        "prices":[{"dimension":"output_image","unit":"image","unit_size":1,"price":"0.01",
         "valid_from":"2026-10-07","valid_until":null,"source":"test"}]}]}]}
      """;

  @Test
  void a_model_is_read_with_its_routes_prices_and_file_fields() {
    Model model = catalog(FILE).find("upscale").orElseThrow();

    assertEquals(Duration.ofMinutes(2), model.defaultTimeout());
    assertEquals(
        List.of(
            new FileField("image", List.of("image/png")),
            new FileField("parts[].file_id", List.of())),
        model.fileFields());
    Route route = model.route(new RouteId("on", "a/b")).orElseThrow();
    assertEquals(Duration.ofMinutes(4), route.callTimeout());
    assertEquals(Money.parse("0.01"), route.prices().getFirst().price());
    assertEquals(Instant.parse("2026-10-07T00:00:00Z"), route.prices().getFirst().validFrom());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          "price":"0.01"             | "price":"0.0000000001"      | file.models[0].routes[0].prices[0].price: must be a whole number of nano-USD
          "price":"0.01"             | "price":0.01                | file.models[0].routes[0].prices[0].price: must be a text that is not blank
          "price":"0.01"             | "price":"1e3"               | file.models[0].routes[0].prices[0].price: must be a decimal amount in a text
          "unit_size":1              | "unit_size":0               | file.models[0].routes[0].prices[0].unit_size: must be a whole number from 1 to 1000000000000
          "valid_from":"2026-10-07"  | "valid_from":"2026-13-07"   | file.models[0].routes[0].prices[0].valid_from: must be a date like 2026-10-07
          "valid_until":null         | "valid_until":"2026-10-07"  | file.models[0].routes[0].prices[0].valid_until: must be after valid_from
          "dimension":"output_image" | "dimension":"cats"          | file.models[0].routes[0].prices[0].dimension: must be one of the known words
          "mode":"sync"              | "mode":"sync","surprise":1  | file.models[0].routes[0].surprise: is not known
          "mode":"sync"              | "mode":"sync","call_timeout_seconds":241 | file.models[0].routes[0].call_timeout_seconds: must be a whole number from 1 to 240
          "mode":"sync"              | "mode":"sync","poll":{"factor":0.5} | file.models[0].routes[0].poll.factor: must be from 1 to 10
          "slug":"upscale"           | "slug":"Up Scale"           | file.models[0].slug: must be lower-case letters, digits, dots and hyphens
          "description":"Makes it larger.", |                      | file.models[0].description: a text is missing
          "output_schema":{"type":"object"} | "output_schema":{"type":"objekt"} | upscale.output_schema: is no JSON Schema 2020-12
          "output_schema":{"type":"object"} | "output_schema":{"$ref":"https://example.com/s"} | upscale.output_schema: refers to something outside of it
          "output_schema":{"type":"object"} | "output_schema":{"$ref":"#/$defs/s"} | upscale.output_schema: refers to something outside of it
          """)
  void a_malformed_file_is_refused_with_the_place(
      String good, @Nullable String bad, String message) {
    String file = FILE.replace(good, bad == null ? "" : bad);

    assertEquals(
        message,
        assertThrows(InvalidCatalogException.class, () -> catalog(file)).getMessage(),
        bad);
  }

  @Test
  void overlapping_prices_of_one_dimension_are_refused() {
    int from = FILE.indexOf("{\"dimension\"");
    String price = FILE.substring(from, FILE.indexOf("}", from) + 1);

    assertEquals(
        "file.models[0].routes[0].prices[1]: overlaps with another price of output_image",
        assertThrows(
                InvalidCatalogException.class,
                () -> catalog(FILE.replace(price, price + "," + price)))
            .getMessage());
  }

  @Test
  void routes_of_one_slug_are_merged_over_files() {
    String second = FILE.replace("\"provider\":\"on\"", "\"provider\":\"also\"");

    assertEquals(
        List.of(new RouteId("on", "a/b"), new RouteId("also", "a/b")),
        catalog(FILE, second).find("upscale").orElseThrow().routes().stream()
            .map(Route::id)
            .toList());
  }

  @Test
  void a_slug_with_two_schemas_and_a_route_given_twice_are_refused() {
    String second =
        FILE.replace("\"provider\":\"on\"", "\"provider\":\"also\"")
            .replace("\"required\":[\"image\"]", "\"required\":[]");

    assertThrows(InvalidCatalogException.class, () -> catalog(FILE, second));
    assertThrows(InvalidCatalogException.class, () -> catalog(FILE, FILE));
  }

  @Test
  void a_model_without_a_route_that_can_run_is_not_published() {
    String off = FILE.replace("\"provider\":\"on\"", "\"provider\":\"off\"");

    assertEquals(Optional.empty(), catalog(off).find("upscale"));
    assertEquals(List.of(), catalog(off).published());
    assertEquals(Optional.empty(), catalog(FILE).find("nothing"));
    assertEquals(1, catalog(FILE).published().size());
  }

  @Test
  void a_model_without_a_price_in_force_is_not_published() {
    String over = FILE.replace("\"valid_until\":null", "\"valid_until\":\"2026-11-20\"");
    String early = FILE.replace("2026-10-07", "2026-11-21");

    assertEquals(Optional.empty(), catalog(over).find("upscale"));
    assertEquals(Optional.empty(), catalog(early).find("upscale"));
  }

  private static BundledCatalog catalog(String... files) {
    return new BundledCatalog(
        new CatalogSources(
            Arrays.stream(files)
                .map(file -> CatalogSources.parse("file", file.getBytes(StandardCharsets.UTF_8)))
                .toList()),
        new Adapters(
            List.of(
                new StubAdapter("on", true),
                new StubAdapter("also", true),
                new StubAdapter("off", false))),
        InstantSource.fixed(NOW));
  }
}
