package dev.modelroute.api;

import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.webhook.CreateEndpoint;
import dev.modelroute.core.webhook.CreateEndpoint.Created;
import dev.modelroute.core.webhook.DeleteEndpoint;
import dev.modelroute.core.webhook.Endpoint;
import dev.modelroute.core.webhook.EndpointJson;
import dev.modelroute.core.webhook.FindEndpoint;
import dev.modelroute.core.webhook.ListEndpoints;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.util.List;

/** Registers, shows and removes receivers of events. */
@Controller("/v1/webhooks/endpoints")
@Access(Access.Level.FULL)
final class WebhookController {
  private static final String LIST = "endpoints";

  private final CreateEndpoint create;
  private final ListEndpoints list;
  private final FindEndpoint find;
  private final DeleteEndpoint delete;
  private final Paging paging;

  WebhookController(
      CreateEndpoint create,
      ListEndpoints list,
      FindEndpoint find,
      DeleteEndpoint delete,
      Paging paging) {
    this.create = create;
    this.list = list;
    this.find = find;
    this.delete = delete;
    this.paging = paging;
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

  @Get
  HttpResponse<byte[]> list(HttpRequest<?> request) {
    Query query = Query.of(request, Paging.PARAMETERS);
    Caller caller = Callers.of(request);
    var page = list.list(caller.organization(), paging.read(query, caller, LIST));
    return Responses.ok(paging.write(page, caller, LIST, EndpointJson::shown));
  }

  @Get("/{id}")
  HttpResponse<byte[]> get(HttpRequest<?> request, @PathVariable String id) {
    return find.find(Callers.of(request).organization(), id)
        .map(endpoint -> Responses.ok(EndpointJson.shown(endpoint)))
        .orElseGet(() -> Responses.refused(request, Refusal.notFound()));
  }

  @Delete("/{id}")
  HttpResponse<byte[]> delete(HttpRequest<?> request, @PathVariable String id) {
    return switch (delete.delete(Callers.of(request).organization(), id)) {
      case DELETED -> Responses.noContent();
      case NOT_FOUND -> Responses.refused(request, Refusal.notFound());
    };
  }
}
