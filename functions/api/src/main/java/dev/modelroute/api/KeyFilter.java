package dev.modelroute.api;

import dev.modelroute.core.identity.AuthenticateKey;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.KeyLevel;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request in: who calls, whether the route is theirs, whether they send too much. Refused
 * callers are counted by address, known ones by key.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class KeyFilter {
  static final String CALLER = "modelroute.caller";
  static final String RATE = "modelroute.rate";
  private static final String SCHEME = "Bearer ";

  private final AuthenticateKey keys;
  private final OperatorKey operator;
  private final RateGate gate;

  KeyFilter(AuthenticateKey keys, OperatorKey operator, RateGate gate) {
    this.keys = keys;
    this.operator = operator;
    this.gate = gate;
  }

  /** Null lets the request pass. */
  @RequestFilter
  @Nullable HttpResponse<?> admit(HttpRequest<?> request) {
    return switch (levelOf(request)) {
      case OPEN -> {
        request.setAttribute(RATE, gate.look(address(request)));
        yield null;
      }
      case OPERATOR -> admitOperator(request);
      case EXECUTION -> admitKey(request, false);
      case FULL -> admitKey(request, true);
    };
  }

  /** Unknown routes and methods are told to callers with a key only. */
  private static Access.Level levelOf(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request)
        .map(route ->
            route
                .getAnnotationMetadata()
                .enumValue(Access.class, Access.Level.class)
                .orElse(Access.Level.FULL))
        .orElse(Access.Level.EXECUTION);
  }

  private @Nullable HttpResponse<?> admitKey(HttpRequest<?> request, boolean needsFull) {
    Optional<Caller> caller = bearer(request).flatMap(keys::authenticate);
    if (caller.isEmpty()) {
      return refuse(request, address(request), Refusal.unauthorized());
    }
    RateGate.Reading reading = gate.take(caller.get().key().value());
    request.setAttribute(RATE, reading);
    if (!reading.admitted()) {
      return Responses.refused(request, Refusal.rateLimited(reading.retryAfterSeconds()));
    }
    if (needsFull && caller.get().level() != KeyLevel.FULL) {
      return Responses.refused(request, Refusal.forbidden("This route needs a key of level full."));
    }
    request.setAttribute(CALLER, caller.get());
    return null;
  }

  private @Nullable HttpResponse<?> admitOperator(HttpRequest<?> request) {
    Optional<String> sent = bearer(request);
    if (sent.filter(operator::matches).isPresent()) {
      request.setAttribute(RATE, gate.look(address(request)));
      return null;
    }
    return refuse(
        request,
        address(request),
        sent.flatMap(keys::authenticate).isPresent()
            ? Refusal.forbidden("This route is the operator's.")
            : Refusal.unauthorized());
  }

  private HttpResponse<?> refuse(HttpRequest<?> request, String subject, Refusal refusal) {
    RateGate.Reading reading = gate.take(subject);
    request.setAttribute(RATE, reading);
    return Responses.refused(
        request, reading.admitted() ? refusal : Refusal.rateLimited(reading.retryAfterSeconds()));
  }

  /** Two credentials are none: which one counts would be a guess. */
  private static Optional<String> bearer(HttpRequest<?> request) {
    List<String> sent = request.getHeaders().getAll("Authorization");
    if (sent.size() != 1 || !sent.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return Optional.of(sent.getFirst().substring(SCHEME.length()));
  }

  private static String address(HttpRequest<?> request) {
    return subject(Ingress.of(request));
  }

  /** What callers without a key are counted by. */
  static String subject(Ingress ingress) {
    return "address " + ingress.sourceIp();
  }
}
