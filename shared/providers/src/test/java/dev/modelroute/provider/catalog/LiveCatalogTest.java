package dev.modelroute.provider.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.catalog.RouteStatus;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.Adapters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveCatalogTest {
  private static final Duration MINUTE = LiveCatalog.CACHE_LIFE;
  private static final String SHIPPED =
      """
      {"schemas":{"open":{"input":{"type":"object"},"output":{"type":"object"}}},
       "models":[{"slug":"a","modality":"image","description":"A.","default_timeout_seconds":60,
        "schema":"open"}],
       "routes":[{"slug":"a","provider":"on","model":"m","mode":"sync","prices":[%s]}]}
      """
          .formatted(price("0.01"));

  private final List<String> refusals = new ArrayList<>();
  private final Held held = new Held();
  private Instant now = Instant.parse("2026-11-20T00:00:00Z");

  /** An override in memory. */
  private static final class Held implements OverrideSource {
    private @Nullable String content;
    private boolean down;
    private int looks;
    private int reads;

    @Override
    public Optional<String> version() {
      looks++;
      if (down) {
        throw new StoreUnavailableException("down", null);
      }
      return Optional.ofNullable(content).map(text -> "v" + text.hashCode());
    }

    @Override
    public byte[] read() {
      reads++;
      return String.valueOf(content).getBytes(StandardCharsets.UTF_8);
    }
  }

  @Test
  void an_override_replaces_a_price_within_a_minute_and_not_before() {
    LiveCatalog catalog = catalog(held);
    assertEquals(Money.parse("0.01"), priceOf(catalog));

    held.content = routes(route("m", price("0.02")));
    assertEquals(Money.parse("0.01"), priceOf(catalog));
    now = now.plus(MINUTE).minusNanos(1);
    assertEquals(Money.parse("0.01"), priceOf(catalog));
    now = now.plusNanos(1);
    assertEquals(Money.parse("0.02"), priceOf(catalog));
    assertEquals(2, held.looks);
  }

  @Test
  void an_override_that_did_not_change_is_not_read_again() {
    LiveCatalog catalog = catalog(held);
    held.content = routes(route("m", price("0.02")));
    for (int i = 0; i < 5; i++) {
      assertEquals(Money.parse("0.02"), priceOf(catalog));
      now = now.plus(MINUTE);
    }

    assertEquals(5, held.looks);
    assertEquals(1, held.reads);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nonsense                                          | override: is no JSON object
          {"cat":1}                                         | override.cat: is not known
          {"models":1}                                      | override.models: must be an array
          {"routes":[{"slug":"b","provider":"on","model":"m","mode":"sync","prices":[]}]} | override.routes[0].slug: names no model of the catalogue
          {"routes":[{"slug":"a","provider":"on","model":"m","mode":"sync","prices":[]},{"slug":"a","provider":"on","model":"m","mode":"sync","prices":[]}]} | override: a has the route on/m twice
          {"routes":[{"slug":"a","provider":"on","model":"m","mode":"cat","prices":[]}]} | override.routes[0].mode: must be one of the known words
          {"models":[{"slug":"b","modality":"image","description":"B.","default_timeout_seconds":1,"schema":"open"},{"slug":"b","modality":"image","description":"B.","default_timeout_seconds":1,"schema":"open"}]} | override: defines b twice
          {"models":[{"slug":"b","modality":"image","description":"B.","default_timeout_seconds":1,"schema":"cat"}]} | override.models[0].schema: names no pair of schemas
          {"models":[{"slug":"b","modality":"image","description":"B.","default_timeout_seconds":1,"input_schema":{"type":"cat"},"output_schema":{}}]} | b.input_schema: is no JSON Schema 2020-12
          """)
  void a_broken_override_keeps_the_last_good_one_and_is_told_once(String broken, String reason) {
    LiveCatalog catalog = catalog(held);
    held.content = routes(route("m", price("0.02")));
    assertEquals(Money.parse("0.02"), priceOf(catalog));

    held.content = broken;
    for (int i = 0; i < 3; i++) {
      now = now.plus(MINUTE);
      assertEquals(Money.parse("0.02"), priceOf(catalog));
    }
    assertEquals(List.of(reason), refusals);

    held.content = routes(route("m", price("0.03")));
    now = now.plus(MINUTE);
    assertEquals(Money.parse("0.03"), priceOf(catalog));
  }

  @Test
  void a_store_that_does_not_answer_keeps_what_counted() {
    LiveCatalog catalog = catalog(held);
    held.content = routes(route("m", price("0.02")));
    assertEquals(Money.parse("0.02"), priceOf(catalog));

    held.down = true;
    now = now.plus(MINUTE);
    assertEquals(Money.parse("0.02"), priceOf(catalog));
    assertEquals(List.of("the override can't be read now"), refusals);

    held.down = false;
    now = now.plus(MINUTE);
    assertEquals(Money.parse("0.02"), priceOf(catalog));
  }

  @Test
  void an_override_that_goes_away_leaves_what_ships() {
    LiveCatalog catalog = catalog(held);
    held.content = routes(route("m", price("0.02")));
    assertEquals(Money.parse("0.02"), priceOf(catalog));

    held.content = null;
    now = now.plus(MINUTE);

    assertEquals(Money.parse("0.01"), priceOf(catalog));
  }

  @Test
  void a_route_can_be_added_withdrawn_and_left_without_a_price() {
    LiveCatalog catalog = catalog(held);
    held.content =
        routes(
            route("n", price("0.05")),
            "{\"slug\":\"a\",\"provider\":\"on\"," + "\"model\":\"m\",\"withdrawn\":true}");
    assertEquals(List.of(new RouteId("on", "n")), routesOf(catalog));

    held.content = routes(route("m", ""));
    now = now.plus(MINUTE);
    assertEquals(Optional.empty(), catalog.find("a"));
    assertEquals(
        List.of(new RouteStatus("a", new RouteId("on", "m"), RouteStatus.State.UNPRICED)),
        catalog.routes());

    held.content =
        routes(
            route(
                "m",
                price("0.01").replace("\"valid_until\":null", "\"valid_until\":\"2026-11-01\"")));
    now = now.plus(MINUTE);
    assertEquals(Optional.empty(), catalog.find("a"));
  }

  @Test
  void a_model_found_before_a_change_is_still_checked_by_its_own_schema() {
    LiveCatalog catalog = catalog(held);
    held.content =
        "{\"models\":[{\"slug\":\"b\",\"modality\":\"image\",\"description\":\"B.\","
            + "\"default_timeout_seconds\":60,\"schema\":\"open\"}],\"routes\":["
            + route("m", price("0.01")).replace("\"slug\":\"a\"", "\"slug\":\"b\"")
            + "]}";
    Model found = catalog.find("b").orElseThrow();

    held.content = null;
    now = now.plus(MINUTE);
    assertEquals(Optional.empty(), catalog.find("b"));

    assertEquals(List.of(), catalog.validate(found, JsonObject.EMPTY));
  }

  @Test
  void what_is_refused_is_never_quoted() {
    LiveCatalog catalog = catalog(held);
    held.content =
        "{\"routes\":[{\"slug\":\"a\",\"provider\":\"on\",\"model\":\"m\","
            + "\"mode\":\"canary-canary\"}]}";
    catalog.published();

    assertEquals(1, refusals.size());
    assertFalse(refusals.getFirst().contains("canary"));
  }

  @Test
  void a_local_file_is_an_override_too(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("catalog.json");
    LiveCatalog catalog = catalog(new FileOverride(file));
    assertEquals(Money.parse("0.01"), priceOf(catalog));

    Files.writeString(file, routes(route("m", price("0.02"))));
    now = now.plus(MINUTE);
    assertEquals(Money.parse("0.02"), priceOf(catalog));

    Files.writeString(file, " ".repeat((int) OverrideSource.MAX_BYTES + 1));
    now = now.plus(MINUTE);
    assertEquals(Money.parse("0.02"), priceOf(catalog));
    assertTrue(refusals.getFirst().startsWith("override: is over"), refusals.getFirst());
  }

  private LiveCatalog catalog(OverrideSource source) {
    return new LiveCatalog(
        new CatalogSources(
            List.of(CatalogSources.parse("file", SHIPPED.getBytes(StandardCharsets.UTF_8)))),
        new Adapters(List.of(new StubAdapter("on", true))),
        () -> now,
        source,
        refusals::add);
  }

  private static Money priceOf(LiveCatalog catalog) {
    return catalog.find("a").orElseThrow().routes().getFirst().prices().getFirst().price();
  }

  private static List<RouteId> routesOf(LiveCatalog catalog) {
    return catalog.find("a").orElseThrow().routes().stream().map(route -> route.id()).toList();
  }

  private static String routes(String... routes) {
    return "{\"routes\":[" + String.join(",", routes) + "]}";
  }

  private static String route(String model, String price) {
    return "{\"slug\":\"a\",\"provider\":\"on\",\"model\":\"%s\",\"mode\":\"sync\",\"prices\":[%s]}"
        .formatted(model, price);
  }

  private static String price(String usd) {
    return "{\"dimension\":\"output_image\",\"unit\":\"image\",\"unit_size\":1,\"price\":\""
        + usd
        + "\",\"valid_from\":\"2026-10-07\",\"valid_until\":null,\"source\":\"test\"}";
  }
}
