package dev.modelroute.core.provider;

import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Picks the route of the next attempt: the first that was not tried; when all were, the one tried
 * longest ago whose last attempt left nothing in doubt. Looks at attempt rows only, never at a
 * retry count of the machine.
 */
public final class Router {
  /** Attempts one execution gets at most: one and the machine's four retries. */
  public static final int MAX_ATTEMPTS = 5;

  private final Adapters adapters;

  public Router(Adapters adapters) {
    this.adapters = adapters;
  }

  /** Routes that could run now, in order of preference. */
  public List<Route> eligible(Model model) {
    return model.routes().stream().filter(adapters::canRun).toList();
  }

  /**
   * @param attempts all attempts so far, by number
   * @return empty when nothing is left to try
   */
  public Optional<Route> next(Model model, List<Attempt> attempts) {
    if (attempts.size() >= MAX_ATTEMPTS) {
      return Optional.empty();
    }
    List<Route> eligible = eligible(model);
    Optional<Route> untried =
        eligible.stream().filter(route -> lastTry(route.id(), attempts).isEmpty()).findFirst();
    return untried.or(() ->
        eligible.stream()
            .filter(route -> mayRepeat(route, attempts))
            .min(Comparator.comparingInt(route -> lastNumber(route.id(), attempts))));
  }

  /**
   * A job that may have been taken is only sent again where the provider knows it as the same job.
   */
  private static boolean mayRepeat(Route route, List<Attempt> attempts) {
    return route.replaySafe()
        || lastTry(route.id(), attempts)
            .map(last ->
                last.outcome() instanceof AttemptOutcome.Failed(var failure) && !failure.inDoubt())
            .orElse(true);
  }

  private static int lastNumber(RouteId route, List<Attempt> attempts) {
    return lastTry(route, attempts).map(Attempt::number).orElse(0);
  }

  private static Optional<Attempt> lastTry(RouteId route, List<Attempt> attempts) {
    return attempts.stream()
        .filter(attempt -> attempt.route().equals(route))
        .max(Comparator.comparingInt(Attempt::number));
  }
}
