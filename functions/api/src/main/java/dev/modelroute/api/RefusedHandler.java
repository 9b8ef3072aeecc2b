package dev.modelroute.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers requests whose form is wrong. */
@Singleton
final class RefusedHandler
    implements ExceptionHandler<RequestRefusedException, HttpResponse<byte[]>> {
  @Override
  @SuppressWarnings("rawtypes") // As the framework declares it.
  public HttpResponse<byte[]> handle(HttpRequest request, RequestRefusedException refused) {
    return Responses.refused((HttpRequest<?>) request, refused.refusal());
  }
}
