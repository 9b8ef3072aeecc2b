package dev.modelroute.provider.catalog;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Quotes;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteStatus;
import dev.modelroute.core.catalog.RouteStatus.State;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.Adapters;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue of a set of files. A model is published when at least one of its routes can run
 * here and is fully priced now; a published model shows the routes that can run.
 */
public final class BundledCatalog implements Catalog {
  private final Map<String, Model> models;
  private final InputSchemas schemas = new InputSchemas();
  private final Adapters adapters;
  private final InstantSource time;

  /**
   * @throws InvalidCatalogException when a file is malformed, or two files contradict each other
   */
  public BundledCatalog(CatalogSources sources, Adapters adapters, InstantSource time) {
    this.adapters = adapters;
    this.time = time;
    this.models = ModelMerge.of(sources);
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

  @Override
  public List<RouteStatus> routes() {
    return models.values().stream()
        .flatMap(model ->
            model.routes().stream()
                .map(route -> new RouteStatus(model.slug(), route.id(), state(model, route))))
        .toList();
  }

  /** Every model of the files with every route of it, whether anything can run or not. */
  public List<Model> models() {
    return List.copyOf(models.values());
  }

  /** Whether this very model, schema and all, is of this catalogue. */
  boolean has(Model model) {
    Model ours = models.get(model.slug());
    return ours != null && ours.inputSchema().equals(model.inputSchema());
  }

  private State state(Model model, Route route) {
    if (!adapters.has(route.id())) {
      return State.NO_ADAPTER;
    }
    if (!adapters.canRun(route)) {
      return State.NOT_CONFIGURED;
    }
    return Quotes.isPriced(model.modality(), route, time.instant())
        ? State.ELIGIBLE
        : State.UNPRICED;
  }

  private Optional<Model> publishable(Model model) {
    Model runnable = model.withRoutes(model.routes().stream().filter(adapters::canRun).toList());
    return Quotes.pricedRoutes(runnable, time.instant()).isEmpty()
        ? Optional.empty()
        : Optional.of(runnable);
  }
}
