package dev.modelroute.api;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.webhook.ShowDefaultSecret;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Shows the secret that events to a request's own {@code webhook_url} are signed with. */
@Controller("/v1/webhooks/secret")
@Access(Access.Level.FULL)
final class WebhookSecretController {
  private final ShowDefaultSecret secret;

  WebhookSecretController(ShowDefaultSecret secret) {
    this.secret = secret;
  }

  @Get
  HttpResponse<byte[]> show(HttpRequest<?> request) {
    String text = secret.show(Callers.of(request).organization()).value();
    return Responses.ok(JsonObject.builder().put("secret", text).build());
  }
}
