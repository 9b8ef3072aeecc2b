package dev.modelroute.api;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.webhook.DeliveryJson;
import dev.modelroute.core.webhook.EnableEndpoint;
import dev.modelroute.core.webhook.EndpointJson;
import dev.modelroute.core.webhook.EventType;
import dev.modelroute.core.webhook.RecoverDeliveries;
import dev.modelroute.core.webhook.RecoverDeliveries.Recovery;
import dev.modelroute.core.webhook.Reopening;
import dev.modelroute.core.webhook.RotateSecret;
import dev.modelroute.core.webhook.RotateSecret.Rotated;
import dev.modelroute.core.webhook.SendTestEvent;
import dev.modelroute.core.webhook.SendTestEvent.Sent;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What can be done with a receiver of events besides changing it. */
@Controller("/v1/webhooks/endpoints/{id}")
@Access(Access.Level.FULL)
final class WebhookActionController {
  private static final String OFF = "The endpoint is switched off; enable it first.";

  private final SendTestEvent test;
  private final RotateSecret rotate;
  private final EnableEndpoint enable;
  private final RecoverDeliveries recover;

  WebhookActionController(
      SendTestEvent test, RotateSecret rotate, EnableEndpoint enable, RecoverDeliveries recover) {
    this.test = test;
    this.rotate = rotate;
    this.enable = enable;
    this.recover = recover;
  }

  @Post("/test")
  HttpResponse<byte[]> test(HttpRequest<?> request, @PathVariable String id) {
    Bodies body = Bodies.optional(request, Set.of("event_type"));
    EventType type =
        body.word("event_type", EventType.COMPLETED, List.of(EventType.values()), EventType::text);
    body.verify();
    return switch (test.send(Callers.of(request).organization(), id, type)) {
      case Sent.Queued(var delivery) -> Responses.accepted(DeliveryJson.shown(delivery));
      case Sent.SwitchedOff ignored -> Responses.refused(request, Refusal.conflict(OFF));
      case Sent.NotFound ignored -> Responses.refused(request, Refusal.notFound());
    };
  }

  @Post("/rotate-secret")
  HttpResponse<byte[]> rotate(HttpRequest<?> request, @PathVariable String id) {
    Bodies.optional(request, Set.of()).verify();
    return switch (rotate.rotate(Callers.of(request).organization(), id)) {
      case Rotated.Done done -> Responses.ok(EndpointJson.rotated(done));
      case Rotated.NoSecret ignored ->
          Responses.refused(
              request,
              Refusal.conflict("An endpoint that pulls uses the organisation's default secret."));
      case Rotated.Outrun ignored ->
          Responses.refused(request, Refusal.conflict(WebhookController.OUTRUN));
      case Rotated.NotFound ignored -> Responses.refused(request, Refusal.notFound());
    };
  }

  @Post("/enable")
  HttpResponse<byte[]> enable(HttpRequest<?> request, @PathVariable String id) {
    Bodies.optional(request, Set.of()).verify();
    return enable
        .enable(Callers.of(request).organization(), id)
        .map(endpoint -> Responses.ok(EndpointJson.shown(endpoint)))
        .orElseGet(() -> Responses.refused(request, Refusal.notFound()));
  }

  @Post("/recover")
  HttpResponse<byte[]> recover(HttpRequest<?> request, @PathVariable String id) {
    Bodies body = Bodies.of(request, Set.of("since"));
    Instant since = body.requiredTime("since");
    body.verify();
    return switch (recover.recover(Callers.of(request).organization(), id, since)) {
      case Recovery.Begun(Reopening work) ->
          Responses.accepted(
              JsonObject.builder()
                  .put("endpoint_id", work.endpoint().value())
                  .put("since", work.since().toString())
                  .put("status", "ACCEPTED")
                  .build());
      case Recovery.OutOfRange ignored ->
          Responses.refused(
              request,
              Refusal.invalid(
                  "since",
                  "RANGE",
                  "Must be a time of the last " + RecoverDeliveries.FURTHEST.toDays() + " days."));
      case Recovery.SwitchedOff ignored -> Responses.refused(request, Refusal.conflict(OFF));
      case Recovery.NotFound ignored -> Responses.refused(request, Refusal.notFound());
    };
  }
}
