package dev.modelroute.api;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.wiring.JsonLog;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;

/** Answers when a store did not: the caller may repeat the request with the same key. */
@Singleton
final class UnavailableHandler
    implements ExceptionHandler<StoreUnavailableException, HttpResponse<byte[]>> {
  private final JsonLog log;

  UnavailableHandler(JsonLog log) {
    this.log = log;
  }

  @Override
  @SuppressWarnings("rawtypes") // As the framework declares it.
  public HttpResponse<byte[]> handle(HttpRequest request, StoreUnavailableException unavailable) {
    HttpRequest<?> typed = (HttpRequest<?>) request;
    log.fault(
        "store_unavailable", unavailable, Map.of("request_id", Ingress.of(typed).requestId()));
    return Responses.refused(typed, Refusal.of(ErrorCode.SERVICE_UNAVAILABLE));
  }
}
