package dev.modelroute.api;

import dev.modelroute.core.json.JsonObject;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Says that the function runs; asks nothing behind it. */
@Controller("/v1/health")
@Access(Access.Level.OPEN)
final class HealthController {

  @Get
  HttpResponse<byte[]> health() {
    return Responses.ok(JsonObject.builder().put("status", "ok").build());
  }
}
