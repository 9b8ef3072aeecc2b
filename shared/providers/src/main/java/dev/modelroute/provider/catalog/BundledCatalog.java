package dev.modelroute.provider.catalog;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Quotes;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.CanonicalJson;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.Adapters;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of the files that travel with the adapters. A model is published when at least one
 * of its routes can run here and is fully priced now; a published model shows the routes that can
 * run.
 */
public final class BundledCatalog implements Catalog {
  private final Map<String, Model> models = new TreeMap<>();
  private final InputSchemas schemas = new InputSchemas();
  private final Adapters adapters;
  private final InstantSource time;

  /**
   * @throws InvalidCatalogException when a file is malformed, or two files contradict each other
   */
  public BundledCatalog(CatalogSources sources, Adapters adapters, InstantSource time) {
    this.adapters = adapters;
    this.time = time;
    for (CatalogSources.Source source : sources.sources()) {
      for (Model model : ModelReader.read(source.name(), source.content())) {
        add(source.name(), model);
      }
    }
    models.values().forEach(schemas::add);
  }

  @Override
  public Optional<Model> find(String slug) {
    return Optional.ofNullable(models.get(slug)).flatMap(this::publishable);
  }

  @Override
  public List<Model> published() {
    return models.values().stream().flatMap(model -> publishable(model).stream()).toList();
  }

  @Override
  public List<FieldError> validate(Model model, JsonObject input) {
    return schemas.validate(model, input);
  }

  private Optional<Model> publishable(Model model) {
    Model runnable = withRoutes(model, model.routes().stream().filter(adapters::canRun).toList());
    return Quotes.pricedRoutes(runnable, time.instant()).isEmpty()
        ? Optional.empty()
        : Optional.of(runnable);
  }

  private void add(String source, Model model) {
    @Nullable Model earlier = models.get(model.slug());
    if (earlier == null) {
      models.put(model.slug(), withRoutes(model, distinct(source, model.slug(), model.routes())));
      return;
    }
    if (!sameContract(earlier, model)) {
      throw new InvalidCatalogException(
          source, "defines " + model.slug() + " again, with another schema or modality");
    }
    List<Route> routes = new ArrayList<>(earlier.routes());
    routes.addAll(model.routes());
    models.put(model.slug(), withRoutes(earlier, distinct(source, model.slug(), routes)));
  }

  private static List<Route> distinct(String source, String slug, List<Route> routes) {
    Set<RouteId> seen = new HashSet<>();
    for (Route route : routes) {
      if (!seen.add(route.id())) {
        throw new InvalidCatalogException(
            source, slug + " has the route " + route.id().text() + " twice");
      }
    }
    return routes;
  }

  private static boolean sameContract(Model left, Model right) {
    return left.modality() == right.modality()
        && left.simulated() == right.simulated()
        && CanonicalJson.of(left.inputSchema()).equals(CanonicalJson.of(right.inputSchema()))
        && CanonicalJson.of(left.outputSchema()).equals(CanonicalJson.of(right.outputSchema()));
  }

  private static Model withRoutes(Model model, List<Route> routes) {
    return new Model(
        model.slug(),
        model.modality(),
        model.description(),
        model.inputSchema(),
        model.outputSchema(),
        model.fileFields(),
        model.defaultTimeout(),
        model.simulated(),
        routes);
  }
}
