package dev.modelroute.api;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonWriter;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Answers with our own JSON text as their bytes; no mapper is involved. */
final class Responses {
  private Responses() {}

  static MutableHttpResponse<byte[]> ok(Json body) {
    return json(HttpStatus.OK.getCode(), body);
  }

  static MutableHttpResponse<byte[]> created(Json body) {
    return json(HttpStatus.CREATED.getCode(), body);
  }

  static MutableHttpResponse<byte[]> accepted(Json body) {
    return json(HttpStatus.ACCEPTED.getCode(), body);
  }

  static MutableHttpResponse<byte[]> noContent() {
    return HttpResponse.noContent();
  }

  static MutableHttpResponse<byte[]> refused(HttpRequest<?> request, Refusal refusal) {
    return fill(HttpResponse.status(refusal.status(), null), request, refusal);
  }

  /** Puts the envelope into a response, keeping headers it has, such as {@code Allow}. */
  static MutableHttpResponse<byte[]> fill(
      MutableHttpResponse<?> response, HttpRequest<?> request, Refusal refusal) {
    if (refusal.retryAfterSeconds() > 0) {
      response.header("Retry-After", Long.toString(refusal.retryAfterSeconds()));
    }
    if (refusal.status() == HttpStatus.UNAUTHORIZED.getCode()) {
      response.header("WWW-Authenticate", "Bearer");
    }
    return response
        .status(refusal.status(), null)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(JsonWriter.bytes(refusal.envelope(Ingress.of(request).requestId())));
  }

  private static MutableHttpResponse<byte[]> json(int status, Json body) {
    return HttpResponse.<byte[]>status(status, null)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(JsonWriter.bytes(body));
  }
}
