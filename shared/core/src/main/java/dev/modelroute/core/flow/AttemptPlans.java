package dev.modelroute.core.flow;

import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.file.InputFiles;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.ProviderRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Prepares an attempt as far as nothing is written and nobody is called: what breaks in here leaves
 * nothing in doubt.
 */
public final class AttemptPlans {
  /** Kept free at the end of a call for writing down what came of it, a quarter at most. */
  private static final Duration RESERVE = Duration.ofSeconds(2);

  private static final int SMALLEST_RESERVE_PART = 4;

  /** How much longer an attempt is left alone than its call may take. */
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(30);

  /** How much longer a link to an input file works than the call may take. */
  private static final Duration LINK_MARGIN = Duration.ofMinutes(10);

  private final Adapters adapters;
  private final InputFiles inputFiles;
  private final AttemptRun.Surroundings surroundings;

  public AttemptPlans(
      Adapters adapters, InputFiles inputFiles, AttemptRun.Surroundings surroundings) {
    this.adapters = adapters;
    this.inputFiles = inputFiles;
    this.surroundings = surroundings;
  }

  /**
   * An attempt about to be stored and made.
   *
   * @param request empty when an input file is gone
   */
  record Plan(Route route, Attempt attempt, boolean callsBack, Optional<ProviderRequest> request) {}

  /**
   * @return empty when there is no time left for a call
   */
  Optional<Plan> plan(Execution execution, Model model, Route route, int number, String taskToken) {
    Instant now = surroundings.time().instant();
    Duration timeout = callTimeout(route, Duration.between(now, execution.expiresAt()));
    if (!timeout.isPositive()) {
      return Optional.empty();
    }
    Optional<URI> callbackBase =
        route.mode() == RouteMode.CALLBACK
            ? surroundings.callbackBase().apply(route.id())
            : Optional.empty();
    String callbackToken = surroundings.callbackTokens().get();
    AttemptContext context =
        new AttemptContext(
            execution.id() + ":" + number,
            timeout,
            callbackBase.map(base -> callbackUrl(base, callbackToken)).orElse(null));
    Attempt attempt =
        new Attempt(
            execution.id(),
            number,
            route.id(),
            route.mode(),
            taskToken,
            callbackBase.isPresent() ? Digests.sha256(callbackToken) : null,
            Attempt.Phase.CALLED,
            now,
            now.plus(timeout).plus(LEASE_MARGIN),
            execution.expiresAt(),
            0,
            null,
            null);
    return Optional.of(
        new Plan(
            route, attempt, callbackBase.isPresent(), request(execution, model, route, context)));
  }

  private Optional<ProviderRequest> request(
      Execution execution, Model model, Route route, AttemptContext context) {
    InputFiles.Checked files =
        inputFiles.check(execution.organization(), model, execution.request().input());
    if (!files.errors().isEmpty()) {
      return Optional.empty();
    }
    CanonicalInput input =
        new CanonicalInput(
            model.modality(),
            route.capabilities().reduce(execution.request().input()),
            inputFiles.load(files.files(), route.fileMode(), context.timeout().plus(LINK_MARGIN)));
    return Optional.of(adapters.of(route.id()).translate(route, input, context));
  }

  private static Duration callTimeout(Route route, Duration remaining) {
    Duration part = remaining.dividedBy(SMALLEST_RESERVE_PART);
    Duration left = remaining.minus(part.compareTo(RESERVE) < 0 ? part : RESERVE);
    return left.compareTo(route.callTimeout()) < 0 ? left : route.callTimeout();
  }

  private static URI callbackUrl(URI base, String token) {
    return URI.create(base + "/v1/callbacks/" + token);
  }
}
