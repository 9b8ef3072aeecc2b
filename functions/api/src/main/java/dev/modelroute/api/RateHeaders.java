package dev.modelroute.api;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells every caller where they stand; outermost, so that refusals tell it too. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RateHeaders implements Ordered {

  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    request
        .getAttribute(KeyFilter.RATE, RateGate.Reading.class)
        .ifPresent(reading -> of(reading).forEach(response::header));
  }

  static Map<String, String> of(RateGate.Reading reading) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-RateLimit-Limit", Integer.toString(reading.limit()));
    headers.put("X-RateLimit-Remaining", Long.toString(reading.remaining()));
    headers.put("X-RateLimit-Reset", Long.toString(reading.resetEpochSeconds()));
    return headers;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
