package dev.modelroute.api;

import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.webhook.EndpointJson;
import dev.modelroute.core.webhook.FindEndpoint;
import dev.modelroute.core.webhook.ListEndpoints;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;

/** Shows receivers of events. */
@Controller("/v1/webhooks/endpoints")
@Access(Access.Level.FULL)
final class WebhookReadController {
  private static final String LIST = "endpoints";

  private final ListEndpoints list;
  private final FindEndpoint find;
  private final Paging paging;

  WebhookReadController(ListEndpoints list, FindEndpoint find, Paging paging) {
    this.list = list;
    this.find = find;
    this.paging = paging;
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
}
