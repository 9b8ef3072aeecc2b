package dev.modelroute.api;

import dev.modelroute.core.audit.Acting;
import dev.modelroute.core.identity.Caller;
import io.micronaut.http.HttpRequest;

/** Who a request that passed {@link KeyFilter} is from. */
final class Callers {
  private Callers() {}

  static Caller of(HttpRequest<?> request) {
    return request
        .getAttribute(KeyFilter.CALLER, Caller.class)
        .orElseThrow(() -> new IllegalStateException("the route let nobody in particular in"));
  }

  /** Who acts, for the audit. */
  static Acting acting(HttpRequest<?> request) {
    Ingress ingress = Ingress.of(request);
    return Acting.of(of(request), ingress.sourceIp(), ingress.requestId());
  }
}
