package dev.modelroute.api;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.webhook.CreateEndpoint;
import dev.modelroute.core.webhook.CreateEndpoint.Created;
import dev.modelroute.core.webhook.DeleteEndpoint;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointJson;
import dev.modelroute.core.webhook.UpdateEndpoint;
import dev.modelroute.core.webhook.UpdateEndpoint.Updated;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.util.List;

/** Registers, changes and removes receivers of events. */
@Controller("/v1/webhooks/endpoints")
@Access(Access.Level.FULL)
final class WebhookController {
  static final String OUTRUN = "The endpoint was changed by another request; try again.";

  private final CreateEndpoint create;
  private final UpdateEndpoint update;
  private final DeleteEndpoint delete;

  WebhookController(CreateEndpoint create, UpdateEndpoint update, DeleteEndpoint delete) {
    this.create = create;
    this.update = update;
    this.delete = delete;
  }

  @Post
  HttpResponse<byte[]> create(HttpRequest<?> request) {
    return switch (create.create(Callers.of(request).organization(), Bodies.object(request))) {
      case Created.Stored(Endpoint endpoint) -> Responses.created(EndpointJson.created(endpoint));
      case Created.Invalid(List<FieldError> details) ->
          Responses.refused(request, Refusal.invalid(details));
      case Created.TooMany ignored ->
          Responses.refused(
              request,
              Refusal.conflict(
                  "There are " + Endpoint.MAX_PER_ORGANIZATION + " endpoints already."));
    };
  }

  @Patch("/{id}")
  HttpResponse<byte[]> update(HttpRequest<?> request, @PathVariable String id) {
    return switch (update.update(Callers.of(request).organization(), id, Bodies.object(request))) {
      case Updated.Stored(Endpoint endpoint) -> Responses.ok(EndpointJson.shown(endpoint));
      case Updated.Invalid(List<FieldError> details) ->
          Responses.refused(request, Refusal.invalid(details));
      case Updated.Outrun ignored -> Responses.refused(request, Refusal.conflict(OUTRUN));
      case Updated.NotFound ignored -> Responses.refused(request, Refusal.notFound());
    };
  }

  @Delete("/{id}")
  HttpResponse<byte[]> delete(HttpRequest<?> request, @PathVariable String id) {
    return switch (delete.delete(Callers.of(request).organization(), id)) {
      case DELETED -> Responses.noContent();
      case NOT_FOUND -> Responses.refused(request, Refusal.notFound());
    };
  }
}
