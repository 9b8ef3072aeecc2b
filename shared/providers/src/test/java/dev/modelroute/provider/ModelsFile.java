package dev.modelroute.provider;

import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.provider.catalog.BundledCatalog;
import dev.modelroute.provider.catalog.CatalogSources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The models and routes of the file beside an adapter: suites run on the very routes that ship. */
public final class ModelsFile {
  private ModelsFile() {}

  /** What a suite needs of one model. */
  public record Entry(
      String slug,
      Modality modality,
      boolean simulated,
      JsonObject inputSchema,
      JsonObject outputSchema,
      List<Route> routes) {

    static Entry of(Model model) {
      return new Entry(
          model.slug(),
          model.modality(),
          model.simulated(),
          model.inputSchema(),
          model.outputSchema(),
          model.routes());
    }
  }

  public static List<Entry> of(Class<?> adapter) {
    return models(adapter).stream().map(Entry::of).toList();
  }

  /** The models that the file has routes for, whether they can run or not. */
  public static List<Model> models(Class<?> adapter) {
    return new BundledCatalog(
            CatalogSources.beside(List.of(adapter)),
            new Adapters(List.of()),
            InstantSource.fixed(Instant.EPOCH))
        .models().stream().filter(model -> !model.routes().isEmpty()).toList();
  }

  public static Entry find(Class<?> adapter, String slug) {
    return of(adapter).stream()
        .filter(entry -> entry.slug().equals(slug))
        .findFirst()
        .orElseThrow();
  }
}
