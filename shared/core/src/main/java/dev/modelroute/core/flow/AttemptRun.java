package dev.modelroute.core.flow;

import dev.modelroute.core.catalog.PollSchedule;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.flow.PollQueue.PollTicket;
import dev.modelroute.core.provider.Adapters;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.FailureAction;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.ProviderOutput;
import dev.modelroute.core.provider.ProviderRequest;
import dev.modelroute.core.provider.ProviderResult;
import java.net.URI;
import java.time.Duration;
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
  /** The longest wait for which the same route is tried again at once. */
  private static final Duration LONGEST_WAIT_IN_PLACE = Duration.ofSeconds(5);

  private static final Duration DEFAULT_WAIT_IN_PLACE = Duration.ofMillis(500);

  private final ExecutionStore executions;
  private final AttemptStore attempts;
  private final Adapters adapters;
  private final AttemptResults results;
  private final JobResults jobs;
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
      AttemptResults results,
      PollQueue polls) {}

  public AttemptRun(Parts parts, Surroundings surroundings) {
    this.executions = parts.executions();
    this.attempts = parts.attempts();
    this.adapters = parts.adapters();
    this.results = parts.results();
    this.jobs = new JobResults(parts.adapters(), parts.results());
    this.polls = parts.polls();
    this.surroundings = surroundings;
  }

  /** Makes an attempt whose row was stored by this very run. */
  Dispatched run(AttemptPlans.Plan plan) {
    Attempt attempt = plan.attempt();
    if (plan.request().isEmpty()) {
      return results.failed(
          attempt, AttemptFailure.stop(ErrorCode.FILE_NOT_FOUND, "an input file is gone"));
    }
    return conclude(plan, submit(adapters.of(attempt.route()), plan.request().get()));
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

  private Dispatched conclude(AttemptPlans.Plan plan, ProviderResult result) {
    Attempt attempt = plan.attempt();
    return switch (result) {
      case ProviderResult.Succeeded(ProviderOutput output) -> results.succeeded(attempt, output);
      case ProviderResult.Failed(AttemptFailure failure) -> results.failed(attempt, failure);
      case ProviderResult.Accepted(ProviderJob job) -> await(plan, job);
      case ProviderResult.Running ignored ->
          results.failed(
              attempt,
              AttemptFailure.nextRoute(ErrorCode.INTERNAL_ERROR, "a submit answered 'running'")
                  .withAlarm());
    };
  }

  private Dispatched await(AttemptPlans.Plan plan, ProviderJob job) {
    Attempt attempt = plan.attempt();
    AttemptStore.Waiting waiting = attempts.markWaiting(attempt.execution(), attempt.number(), job);
    if (waiting == AttemptStore.Waiting.REFUSED) {
      return new Dispatched.Duplicate();
    }
    if (plan.callsBack()) {
      executions.moveIf(
          attempt.execution(), ExecutionState.PROCESSING, ExecutionState.AWAITING_WEBHOOK);
    }
    if (executions.find(attempt.execution()).filter(open -> !open.isTerminal()).isEmpty()) {
      // Whoever ended it saw no job to cancel yet.
      adapters.of(attempt.route()).cancel(job);
      return new Dispatched.AlreadyOver(attempt.taskToken());
    }
    PollSchedule schedule = plan.callsBack() ? PollSchedule.BACKSTOP : plan.route().poll();
    polls.remind(new PollTicket(attempt.execution(), attempt.number(), 0), schedule.delayBefore(0));
    return waiting == AttemptStore.Waiting.CALLED_BACK
        ? jobs.ask(attempt.waiting(job), job)
        : new Dispatched.Waiting();
  }
}
