package dev.modelroute.api;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.RouteStatus;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A catalogue that breaks when asked for certain slugs. */
final class FaultyCatalog implements Catalog {
  /** A text that must never reach a caller or a log. */
  static final String CANARY = "canary-7731 at /var/task/db?password=hunter2";

  private final Catalog inner;

  FaultyCatalog(Catalog inner) {
    this.inner = inner;
  }

  @Override
  public Optional<Model> find(String slug) {
    if (slug.equals("fault")) {
      throw new IllegalStateException(CANARY);
    }
    if (slug.equals("unavailable")) {
      throw new StoreUnavailableException(CANARY, null);
    }
    return inner.find(slug);
  }

  @Override
  public List<Model> published() {
    return inner.published();
  }

  @Override
  public List<FieldError> validate(Model model, JsonObject input) {
    return inner.validate(model, input);
  }

  @Override
  public List<RouteStatus> routes() {
    return inner.routes();
  }
}
