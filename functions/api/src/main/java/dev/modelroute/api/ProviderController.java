package dev.modelroute.api;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.catalog.RouteStatus;
import dev.modelroute.core.catalog.RouteStatus.State;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.ProviderAdapter;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Shows the operator which providers there are, and why a route of theirs is not used. */
@Controller("/v1/admin/providers")
@Access(Access.Level.OPERATOR)
final class ProviderController {
  private final Catalog catalog;
  private final Adapters adapters;

  ProviderController(Catalog catalog, Adapters adapters) {
    this.catalog = catalog;
    this.adapters = adapters;
  }

  /**
   * {@code data[{provider, configured, routes[{model, route, eligible, reason}]}]}; {@code reason}
   * is null for a route that is eligible, else {@code no_adapter}, {@code not_configured} or {@code
   * unpriced}. {@code configured} is null for a provider without routes.
   */
  @Get
  HttpResponse<byte[]> list(HttpRequest<?> request) {
    Query.of(request, Set.of());
    Map<String, List<RouteStatus>> byProvider = new TreeMap<>();
    for (ProviderAdapter adapter : adapters.all()) {
      byProvider.put(adapter.provider(), new ArrayList<>());
    }
    for (RouteStatus route : catalog.routes()) {
      byProvider.computeIfAbsent(route.route().provider(), name -> new ArrayList<>()).add(route);
    }
    JsonArray data =
        byProvider.entrySet().stream()
            .<Json>map(entry -> provider(entry.getKey(), entry.getValue()))
            .collect(JsonArray.collector());
    return Responses.ok(JsonObject.builder().put("data", data).build());
  }

  private static JsonObject provider(String name, List<RouteStatus> routes) {
    boolean configured =
        routes.stream()
            .anyMatch(route -> route.state() == State.ELIGIBLE || route.state() == State.UNPRICED);
    return JsonObject.builder()
        .put("provider", name)
        .put("configured", routes.isEmpty() ? null : Json.of(configured))
        .put(
            "routes",
            routes.stream().<Json>map(ProviderController::route).collect(JsonArray.collector()))
        .build();
  }

  private static JsonObject route(RouteStatus route) {
    return JsonObject.builder()
        .put("model", route.model())
        .put("route", route.route().text())
        .put("eligible", route.isEligible())
        .put("reason", route.isEligible() ? null : route.state().text())
        .build();
  }
}
