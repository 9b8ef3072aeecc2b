package dev.modelroute.core.flow;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.catalog.PollSchedule;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.Progress;
import dev.modelroute.core.flow.PollQueue.PollTicket;
import dev.modelroute.core.provider.ProviderJob;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Asks a provider for a job it accepted. The next reminder is sent before this poll is claimed, so
 * that a crash at any point leaves one in the queue; a reminder that comes twice finds its poll
 * taken.
 */
public final class PollExecution {
  private final ExecutionStore executions;
  private final AttemptStore attempts;
  private final Catalog catalog;
  private final PollQueue polls;
  private final JobResults jobs;
  private final InstantSource time;

  public PollExecution(
      DispatchExecution.Stores stores,
      Catalog catalog,
      PollQueue polls,
      JobResults jobs,
      InstantSource time) {
    this.executions = stores.executions();
    this.attempts = stores.attempts();
    this.catalog = catalog;
    this.polls = polls;
    this.jobs = jobs;
    this.time = time;
  }

  public Dispatched poll(PollTicket ticket) {
    Optional<Progress> open =
        executions.progress(ticket.execution()).filter(found -> !found.execution().isTerminal());
    Optional<Attempt> found = open.flatMap(progress -> progress.attempt(ticket.attempt()));
    if (found.isEmpty()) {
      return new Dispatched.Duplicate();
    }
    Execution execution = open.orElseThrow().execution();
    Attempt attempt = found.get();
    if (attempt.isAnswered()) {
      return tellAgain(open.get(), attempt);
    }
    ProviderJob job = attempt.job();
    if (job == null || attempt.polls() > ticket.n()) {
      return new Dispatched.Duplicate();
    }
    if (!time.instant().isBefore(execution.expiresAt())) {
      return new Dispatched.GiveUp(attempt.taskToken(), TaskError.EXPIRED);
    }
    int next = ticket.n() + 1;
    polls.remind(
        new PollTicket(ticket.execution(), ticket.attempt(), next),
        delay(execution, attempt, next));
    if (!attempts.claimPoll(ticket.execution(), ticket.attempt(), ticket.n())) {
      return new Dispatched.Duplicate();
    }
    return jobs.ask(attempt, job);
  }

  /**
   * An outcome whose finder died before it told the machine would wait for the deadline. The
   * machine takes the first answer only; earlier attempts were carried on.
   */
  private static Dispatched tellAgain(Progress progress, Attempt answered) {
    boolean latest = progress.attempts().getLast().number() == answered.number();
    return latest
        ? AttemptResults.told(answered, answered.taskToken())
        : new Dispatched.Duplicate();
  }

  private Duration delay(Execution execution, Attempt attempt, int n) {
    boolean backstop = attempt.mode() == RouteMode.CALLBACK && attempt.callbackDigest() != null;
    PollSchedule schedule =
        catalog
            .find(execution.request().model())
            .flatMap(model -> model.route(attempt.route()))
            .map(Route::poll)
            .filter(ignored -> !backstop)
            .orElse(PollSchedule.BACKSTOP);
    return schedule.delayBefore(n);
  }
}
