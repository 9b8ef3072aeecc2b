package dev.modelroute.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.EstimatedUsage;
import dev.modelroute.core.catalog.InputMeasure;
import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.PriceList;
import dev.modelroute.core.catalog.Quote;
import dev.modelroute.core.catalog.Quotes;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.Usage;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.provider.catalog.BundledCatalog;
import dev.modelroute.provider.catalog.CatalogSources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Failing over stays inside the estimate: over every model that ships and seeded inputs. */
class EstimateBoundsTest {
  private static final long SEED = 20261120;
  private static final int INPUTS = 50;
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  private final BundledCatalog catalog =
      new BundledCatalog(
          CatalogSources.besideAdapters(Shipped.adapters()),
          new Adapters(Shipped.adapters()),
          InstantSource.fixed(NOW));

  @Test
  void no_quoted_route_costs_more_than_the_estimate_and_less_use_never_costs_more() {
    Random random = new Random(SEED);
    int checked = 0;
    for (Model model : catalog.models()) {
      for (Route route : Quotes.pricedRoutes(model, NOW)) {
        if (model.simulated() || isBuiltIn(route)) {
          continue;
        }
        RouteInputs inputs =
            new RouteInputs(
                model, route, input -> catalog.validate(model, input).isEmpty(), random);
        for (int i = 0; i < INPUTS; i++) {
          check(model, inputs.next(), random);
          checked++;
        }
      }
    }
    assertTrue(checked >= 20 * INPUTS, checked + " inputs");
  }

  private static void check(Model model, JsonObject input, Random random) {
    InputMeasure measure =
        new InputMeasure(model.modality() == Modality.TRANSCRIPTION ? random.nextInt(10_000) : 0);
    Quote quote = Quotes.find(model, input, measure, NOW).orElseThrow();
    Money estimate = quote.cost().estimate();
    for (PriceList prices : quote.prices()) {
      Route route = model.route(prices.route()).orElseThrow();
      Usage most = EstimatedUsage.of(route, input, measure);
      String name = model.slug() + " on " + route.id().text() + " with " + input.toText();
      assertTrue(prices.cost(most).compareTo(estimate) <= 0, name);
      assertTrue(prices.cost(less(most, random)).compareTo(prices.cost(most)) <= 0, name);
    }
    assertTrue(quote.cost().hold().compareTo(estimate) >= 0, model.slug());
  }

  private static Usage less(Usage most, Random random) {
    Map<Dimension, Long> units = new EnumMap<>(Dimension.class);
    most.units().forEach((dimension, count) -> units.put(dimension, random.nextLong(count + 1)));
    return new Usage(units);
  }

  private static boolean isBuiltIn(Route route) {
    return route.id().provider().equals("builtin");
  }
}
