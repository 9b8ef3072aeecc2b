package dev.modelroute.api;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/**
 * Renders what the framework refuses by itself: unknown routes, methods, media types. Its own texts
 * name URIs, methods and types and stay out; the status decides.
 */
@Singleton
final class ErrorRenderer implements ErrorResponseProcessor<byte[]> {
  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    return Responses.fill(response, context.getRequest(), Refusal.ofStatus(response.code()));
  }
}
