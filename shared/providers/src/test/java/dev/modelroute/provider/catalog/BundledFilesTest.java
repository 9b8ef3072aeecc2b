package dev.modelroute.provider.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.ModelJson;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.catalog.RouteStatus;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.provider.Shipped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue files that ship, all of them together. */
class BundledFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  /** Models whose providers are not there yet, or whose price nobody knows. */
  private static final Set<String> UNPUBLISHED =
      Set.of(
          "flux-1.1-pro",
          "flux-2-pro",
          "flux-dev",
          "flux-schnell",
          "image-upscale-generative",
          "speech-premium",
          "transcription-diarized",
          "video-generation-fast",
          "video-generation-pro",
          "video-generation-standard");

  private final CatalogSources sources = CatalogSources.besideAdapters(Shipped.adapters());

  @Test
  void every_model_that_ships_is_published_where_its_providers_are_and_its_price_is_known() {
    BundledCatalog catalog = catalog();
    Set<String> all = new TreeSet<>(catalog.models().stream().map(Model::slug).toList());
    all.removeAll(UNPUBLISHED);

    assertEquals(List.copyOf(all), catalog.published().stream().map(Model::slug).toList());
    assertEquals(6, sources.sources().size());
    assertEquals(
        Set.of(Modality.values()),
        catalog.models().stream().map(Model::modality).collect(Collectors.toSet()));
  }

  @Test
  void a_route_without_a_price_is_told_to_the_operator_and_to_nobody_else() {
    List<RouteStatus> unpriced =
        catalog().routes().stream()
            .filter(route -> route.state() == RouteStatus.State.UNPRICED)
            .toList();

    assertEquals(
        List.of("openai/gpt-4o-transcribe-diarize"),
        unpriced.stream().map(route -> route.route().text()).toList());
  }

  @Test
  void every_shared_input_schema_is_closed_and_a_file_is_always_a_reference() {
    for (Model model : catalog().models()) {
      assertEquals(
          Optional.of(false), model.inputSchema().bool("additionalProperties"), model.slug());
    }
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
        Shipped.adapters().stream()
            .<ProviderAdapter>map(adapter -> new StubAdapter(adapter.provider(), true))
            .toList();
    return new BundledCatalog(sources, new Adapters(adapters), InstantSource.fixed(NOW));
  }
}
