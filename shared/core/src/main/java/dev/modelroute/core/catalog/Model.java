package dev.modelroute.core.catalog;

import dev.modelroute.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a slug stands for.
 *
 * @param inputSchema JSON Schema 2020-12 of the canonical input
 * @param outputSchema JSON Schema 2020-12 of the canonical output
 * @param simulated no real work behind it; test keys reach only such models
 * @param routes in order of preference
 */
public record Model(
    String slug,
    Modality modality,
    String description,
    JsonObject inputSchema,
    JsonObject outputSchema,
    List<FileField> fileFields,
    Duration defaultTimeout,
    boolean simulated,
    List<Route> routes) {

  public Model {
    fileFields = List.copyOf(fileFields);
    routes = List.copyOf(routes);
  }

  /** This model with some of its routes. */
  public Model withRoutes(List<Route> some) {
    return new Model(
        slug,
        modality,
        description,
        inputSchema,
        outputSchema,
        fileFields,
        defaultTimeout,
        simulated,
        some);
  }

  public Optional<Route> route(RouteId id) {
    return routes.stream().filter(route -> route.id().equals(id)).findFirst();
  }
}
