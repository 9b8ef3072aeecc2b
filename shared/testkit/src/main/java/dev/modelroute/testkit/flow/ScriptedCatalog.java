package dev.modelroute.testkit.flow;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.catalog.FileField;
import dev.modelroute.core.catalog.Modality;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteStatus;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Two models with the same routes; {@link #SIMULATED} is the one that test keys reach. */
public final class ScriptedCatalog implements Catalog {
  public static final String LIVE = "picture-standard";
  public static final String SIMULATED = "sim-picture";
  public static final Duration TIMEOUT = Duration.ofMinutes(10);

  private List<Route> routes = List.of();

  ScriptedCatalog() {}

  public synchronized void routes(Route... some) {
    routes = List.of(some);
  }

  /** From now on no model is found. */
  public synchronized void withdraw() {
    routes = List.of();
  }

  @Override
  public synchronized Optional<Model> find(String slug) {
    return routes.isEmpty()
        ? Optional.empty()
        : published().stream().filter(model -> model.slug().equals(slug)).findFirst();
  }

  @Override
  public synchronized List<Model> published() {
    return List.of(model(LIVE, false), model(SIMULATED, true));
  }

  private Model model(String slug, boolean simulated) {
    return new Model(
        slug,
        Modality.IMAGE,
        "Plays a script.",
        JsonObject.EMPTY,
        JsonObject.EMPTY,
        List.of(new FileField("image", List.of("image/png"))),
        TIMEOUT,
        simulated,
        routes);
  }

  /** An input is wrong when it has a member {@code wrong}. */
  @Override
  public List<FieldError> validate(Model model, JsonObject input) {
    return input.has("wrong")
        ? List.of(new FieldError("input.wrong", "UNKNOWN_FIELD", "There is no such field."))
        : List.of();
  }

  @Override
  public synchronized List<RouteStatus> routes() {
    return published().stream()
        .flatMap(model ->
            model.routes().stream()
                .map(
                    route -> new RouteStatus(model.slug(), route.id(), RouteStatus.State.ELIGIBLE)))
        .toList();
  }
}
