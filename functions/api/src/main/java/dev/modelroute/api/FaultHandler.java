package dev.modelroute.api;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.wiring.JsonLog;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Answers our own faults. The caller gets a request id, the log the place; neither gets the text.
 */
@Singleton
final class FaultHandler implements ExceptionHandler<Exception, HttpResponse<byte[]>> {
  private final JsonLog log;

  FaultHandler(JsonLog log) {
    this.log = log;
  }

  @Override
  @SuppressWarnings("rawtypes") // As the framework declares it.
  public HttpResponse<byte[]> handle(HttpRequest request, Exception fault) {
    HttpRequest<?> typed = (HttpRequest<?>) request;
    log.fault("request_failed", fault, Map.of("request_id", Ingress.of(typed).requestId()));
    return Responses.refused(typed, Refusal.of(ErrorCode.INTERNAL_ERROR));
  }
}
