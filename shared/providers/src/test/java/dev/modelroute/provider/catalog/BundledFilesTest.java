package dev.modelroute.provider.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.ModelJson;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.builtin.BuiltinAdapter;
import dev.modelroute.provider.openaicompatible.OpenAiCompatible;
import dev.modelroute.provider.simulator.SimulatorAdapter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue files that ship, all of them together. */
class BundledFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
  private static final List<String> PROVIDERS =
      List.of("builtin", "simulator", "openai", "ollama", "vllm");

  private final CatalogSources sources =
      CatalogSources.beside(
          List.of(BuiltinAdapter.class, SimulatorAdapter.class, OpenAiCompatible.class));

  @Test
  void every_model_that_ships_is_valid_priced_and_published_where_its_providers_are() {
    long slugs =
        sources.sources().stream()
            .mapToLong(source -> source.content().array("models").orElseThrow().items().size())
            .sum();

    List<Model> published = catalog().published();

    assertEquals(slugs, published.size());
    assertEquals(3, sources.sources().size());
    assertTrue(published.stream().map(Model::slug).toList().contains("text-generation-standard"));
    assertTrue(published.stream().map(Model::slug).toList().contains("image-upscale-2x"));
  }

  @Test
  void what_callers_see_of_a_model_names_no_provider() {
    for (Model model : catalog().published()) {
      String text = ModelJson.of(model, NOW).toText();
      for (RouteId route : model.routes().stream().map(r -> r.id()).collect(Collectors.toSet())) {
        assertFalse(text.contains("\"" + route.provider() + "\""), model.slug());
        assertFalse(text.contains(route.text()), model.slug());
      }
    }
  }

  private BundledCatalog catalog() {
    List<ProviderAdapter> adapters =
        PROVIDERS.stream().<ProviderAdapter>map(name -> new StubAdapter(name, true)).toList();
    return new BundledCatalog(sources, new Adapters(adapters), InstantSource.fixed(NOW));
  }
}
