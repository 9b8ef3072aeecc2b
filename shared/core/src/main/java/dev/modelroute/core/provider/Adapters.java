package dev.modelroute.core.provider;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The adapters at hand, by slug. */
public final class Adapters {
  private final Map<String, ProviderAdapter> bySlug = new LinkedHashMap<>();

  /**
   * @throws IllegalStateException when two adapters have one slug
   */
  public Adapters(List<ProviderAdapter> adapters) {
    for (ProviderAdapter adapter : adapters) {
      if (bySlug.put(adapter.provider(), adapter) != null) {
        throw new IllegalStateException("two adapters are called " + adapter.provider());
      }
    }
  }

  public List<ProviderAdapter> all() {
    return List.copyOf(bySlug.values());
  }

  public ProviderAdapter of(RouteId route) {
    ProviderAdapter adapter = bySlug.get(route.provider());
    if (adapter == null) {
      throw new IllegalStateException("no adapter is called " + route.provider());
    }
    return adapter;
  }

  public boolean has(RouteId route) {
    return bySlug.containsKey(route.provider());
  }

  public boolean canRun(Route route) {
    ProviderAdapter adapter = bySlug.get(route.id().provider());
    return adapter != null && adapter.isConfigured(route);
  }
}
