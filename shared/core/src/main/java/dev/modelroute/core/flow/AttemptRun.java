package dev.modelroute.core.flow;

import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.PollSchedule;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.file.InputFiles;
import dev.modelroute.core.flow.PollQueue.PollTicket;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.AttemptContext;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.CanonicalInput;
import dev.modelroute.core.provider.FailureAction;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One attempt on one route. The row with the task's token and the callback's digest is stored
 * before the provider hears anything, so that the fastest callback finds it and a crash can be told
 * from a call that was never made.
 */
public final class AttemptRun {
  /** Kept free at the end of a call for writing down what came of it. */
  private static final Duration RESERVE = Duration.ofSeconds(2);

  /** How much longer an attempt is left alone than its call may take. */
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(30);

  /** The longest wait for which the same route is tried again at once. */
  private static final Duration LONGEST_WAIT_IN_PLACE = Duration.ofSeconds(5);

  /** How much longer a link to an input file works than the call may take. */
  private static final Duration LINK_MARGIN = Duration.ofMinutes(10);

  private static final Duration DEFAULT_WAIT_IN_PLACE = Duration.ofMillis(500);

  private final ExecutionStore executions;
  private final AttemptStore attempts;
  private final Adapters adapters;
  private final InputFiles inputFiles;
  private final AttemptResults results;
  private final PollQueue polls;
  private final Surroundings surroundings;

  /**
   * What an attempt needs of the world around it.
   *
   * @param callbackTokens 256 random bits in hex, new each time
   * @param pause waits; the local run and tests shorten it
   * @param callbackBase where a route's provider reaches {@code /v1/callbacks}; empty when it
   *     can't, and the route is polled
   */
  public record Surroundings(
      InstantSource time,
      Supplier<String> callbackTokens,
      Consumer<Duration> pause,
      Function<RouteId, Optional<URI>> callbackBase) {}

  /** The ports and collaborators of an attempt. */
  public record Parts(
      ExecutionStore executions,
      AttemptStore attempts,
      Adapters adapters,
      InputFiles inputFiles,
      AttemptResults results,
      PollQueue polls) {}

  public AttemptRun(Parts parts, Surroundings surroundings) {
    this.executions = parts.executions();
    this.attempts = parts.attempts();
    this.adapters = parts.adapters();
    this.inputFiles = parts.inputFiles();
    this.results = parts.results();
    this.polls = parts.polls();
    this.surroundings = surroundings;
  }

  Dispatched run(Execution execution, Model model, Route route, int number, String taskToken) {
    Instant now = surroundings.time().instant();
    Duration timeout = callTimeout(route, Duration.between(now, execution.expiresAt()));
    if (!timeout.isPositive()) {
      return new Dispatched.GiveUp(taskToken, TaskError.EXPIRED);
    }
    Optional<URI> callbackBase =
        route.mode() == RouteMode.CALLBACK
            ? surroundings.callbackBase().apply(route.id())
            : Optional.empty();
    String callbackToken = surroundings.callbackTokens().get();
    Attempt attempt =
        new Attempt(
            execution.id(),
            number,
            route.id(),
            route.mode(),
            taskToken,
            callbackBase.isPresent() ? Digests.sha256(callbackToken) : null,
            Attempt.Phase.READY,
            now,
            now.plus(timeout).plus(LEASE_MARGIN),
            0,
            null,
            null);
    if (!attempts.create(attempt)) {
      return new Dispatched.Duplicate();
    }
    AttemptContext context =
        new AttemptContext(
            execution.id() + ":" + number,
            timeout,
            callbackBase.map(base -> callbackUrl(base, callbackToken)).orElse(null));
    return call(execution, model, route, attempt, context);
  }

  /** Asks for a job again soon: its earlier reminder may be gone with an earlier machine. */
  void remindNow(Attempt attempt) {
    polls.remind(
        new PollTicket(attempt.execution(), attempt.number(), attempt.polls()), Duration.ZERO);
  }

  /** Writes down that an attempt of an earlier run came to nothing. */
  Dispatched failed(Attempt attempt, AttemptFailure failure) {
    return results.failed(attempt, failure);
  }

  private Dispatched call(
      Execution execution, Model model, Route route, Attempt attempt, AttemptContext context) {
    InputFiles.Checked files =
        inputFiles.check(execution.organization(), model, execution.request().input());
    if (!files.errors().isEmpty()) {
      return results.failed(
          attempt, AttemptFailure.stop(ErrorCode.FILE_NOT_FOUND, "an input file is gone"));
    }
    CanonicalInput input =
        new CanonicalInput(
            model.modality(),
            route.capabilities().reduce(execution.request().input()),
            inputFiles.load(files.files(), route.fileMode(), context.timeout().plus(LINK_MARGIN)));
    ProviderAdapter adapter = adapters.of(route.id());
    ProviderRequest request = adapter.translate(route, input, context);
    // Up to here nothing was called: what breaks before this mark leaves nothing in doubt.
    if (!attempts.markCalled(execution.id(), attempt.number(), attempt.leaseUntil())) {
      return new Dispatched.Duplicate();
    }
    return conclude(route, attempt, submit(adapter, request), context.callbackUrl() != null);
  }

  /**
   * Sends the request; once more in place when the reply shows that no job was taken and the wait
   * is short.
   */
  private ProviderResult submit(ProviderAdapter adapter, ProviderRequest request) {
    ProviderResult first = adapter.submit(request);
    Optional<Duration> wait = waitInPlace(first);
    if (wait.isEmpty()) {
      return first;
    }
    surroundings.pause().accept(wait.get());
    return adapter.submit(request);
  }

  private static Optional<Duration> waitInPlace(ProviderResult result) {
    if (result instanceof ProviderResult.Failed(AttemptFailure failure)
        && failure.action() == FailureAction.RETRY_IN_PLACE
        && !failure.inDoubt()) {
      Duration asked = failure.retryAfter();
      boolean rateLimited = failure.code() == ErrorCode.RATE_LIMITED;
      Duration wait = asked == null && !rateLimited ? DEFAULT_WAIT_IN_PLACE : asked;
      return Optional.ofNullable(wait).filter(time -> time.compareTo(LONGEST_WAIT_IN_PLACE) <= 0);
    }
    return Optional.empty();
  }

  private Dispatched conclude(
      Route route, Attempt attempt, ProviderResult result, boolean callsBack) {
    return switch (result) {
      case ProviderResult.Succeeded(ProviderOutput output) -> results.succeeded(attempt, output);
      case ProviderResult.Failed(AttemptFailure failure) -> results.failed(attempt, failure);
      case ProviderResult.Accepted(ProviderJob job) -> await(route, attempt, job, callsBack);
      case ProviderResult.Running ignored ->
          results.failed(
              attempt,
              AttemptFailure.nextRoute(ErrorCode.INTERNAL_ERROR, "a submit answered 'running'")
                  .withAlarm());
    };
  }

  private Dispatched await(Route route, Attempt attempt, ProviderJob job, boolean callsBack) {
    if (!attempts.markWaiting(attempt.execution(), attempt.number(), job)) {
      return new Dispatched.Duplicate();
    }
    if (callsBack) {
      executions.moveIf(
          attempt.execution(), ExecutionState.PROCESSING, ExecutionState.AWAITING_WEBHOOK);
    }
    if (executions.find(attempt.execution()).filter(open -> !open.isTerminal()).isEmpty()) {
      // Whoever ended it saw no job to cancel yet.
      adapters.of(route.id()).cancel(job);
      return new Dispatched.AlreadyOver(attempt.taskToken());
    }
    PollSchedule schedule = callsBack ? PollSchedule.BACKSTOP : route.poll();
    polls.remind(new PollTicket(attempt.execution(), attempt.number(), 0), schedule.delayBefore(0));
    return new Dispatched.Waiting();
  }

  private static Duration callTimeout(Route route, Duration remaining) {
    Duration left = remaining.minus(RESERVE);
    return left.compareTo(route.callTimeout()) < 0 ? left : route.callTimeout();
  }

  private static URI callbackUrl(URI base, String token) {
    return URI.create(base + "/v1/callbacks/" + token);
  }
}
