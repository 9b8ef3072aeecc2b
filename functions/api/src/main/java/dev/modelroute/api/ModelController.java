package dev.modelroute.api;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.ModelJson;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows the models on offer, by slug. */
@Controller("/v1/models")
@Access(Access.Level.EXECUTION)
final class ModelController {
  private static final String LIST = "models";

  private final Catalog catalog;
  private final InstantSource time;
  private final Paging paging;

  ModelController(Catalog catalog, InstantSource time, Paging paging) {
    this.catalog = catalog;
    this.time = time;
    this.paging = paging;
  }

  @Get
  HttpResponse<byte[]> list(HttpRequest<?> request) {
    Query query = Query.of(request, Paging.PARAMETERS);
    Caller caller = Callers.of(request);
    Page<Model> page = page(paging.read(query, caller, LIST));
    Instant now = time.instant();
    return Responses.ok(paging.write(page, caller, LIST, model -> ModelJson.of(model, now)));
  }

  @Get("/{slug}")
  HttpResponse<byte[]> get(HttpRequest<?> request, @PathVariable String slug) {
    Query.of(request, Set.of());
    Optional<Model> model = catalog.find(slug);
    return model
        .map(found -> Responses.ok(ModelJson.of(found, time.instant())))
        .orElseGet(() -> Responses.refused(request, Refusal.notFound()));
  }

  /** A position is the last slug of the page before. */
  private Page<Model> page(PageRequest request) {
    @Nullable String after = request.position();
    List<Model> rest =
        catalog.published().stream()
            .filter(model -> after == null || model.slug().compareTo(after) > 0)
            .limit(request.limit() + 1L)
            .toList();
    if (rest.size() <= request.limit()) {
      return new Page<>(rest, null);
    }
    List<Model> items = rest.subList(0, request.limit());
    return new Page<>(items, items.getLast().slug());
  }
}
