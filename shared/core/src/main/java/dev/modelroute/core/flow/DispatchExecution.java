package dev.modelroute.core.flow;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.catalog.Model;
import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.Progress;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.Router;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.core.webhook.WebhookEvents;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The machine's first state: decides whether there is anything to do, picks a route, and makes one
 * attempt. What an earlier run of the same machine left behind (an answer nobody carried on, a job
 * still running, a call in doubt) is picked up first.
 */
public final class DispatchExecution {
  private final ExecutionStore executions;
  private final AttemptStore attempts;
  private final Catalog catalog;
  private final Router router;
  private final AttemptPlans plans;
  private final AttemptRun run;
  private final Events events;
  private final InstantSource time;

  /** What the first dispatch tells the world. */
  public record Events(WebhookEvents make, EventHandover handover) {}

  /** The stores a dispatch works on. */
  public record Stores(ExecutionStore executions, AttemptStore attempts) {}

  /** How a route is picked and an attempt on it prepared. */
  public record Routing(Catalog catalog, Router router, AttemptPlans plans) {}

  public DispatchExecution(
      Stores stores, Routing routing, AttemptRun run, Events events, InstantSource time) {
    this.executions = stores.executions();
    this.attempts = stores.attempts();
    this.catalog = routing.catalog();
    this.router = routing.router();
    this.plans = routing.plans();
    this.run = run;
    this.events = events;
    this.time = time;
  }

  /**
   * @param taskToken answers the machine's task; told to it by whoever learns the outcome
   */
  public Dispatched dispatch(ExecutionId id, String taskToken) {
    Optional<Progress> found = executions.progress(id);
    if (found.isEmpty() || found.get().execution().isTerminal()) {
      return new Dispatched.AlreadyOver(taskToken);
    }
    Execution execution = found.get().execution();
    if (!time.instant().isBefore(execution.expiresAt())) {
      return new Dispatched.GiveUp(taskToken, TaskError.EXPIRED);
    }
    List<Attempt> earlier = found.get().attempts();
    if (earlier.isEmpty()) {
      return attempt(execution, earlier, taskToken);
    }
    return carryOn(execution, earlier.getLast(), taskToken)
        .orElseGet(() -> attempt(execution, attempts.all(id), taskToken));
  }

  /** Empty when nothing of an earlier run is left and it is the next attempt's turn. */
  private Optional<Dispatched> carryOn(Execution execution, Attempt last, String taskToken) {
    return switch (last.phase()) {
      case ANSWERED -> carryOnAnswered(last, taskToken);
      case WAITING -> {
        if (last.taskToken().equals(taskToken)) {
          yield Optional.of(new Dispatched.Duplicate());
        }
        if (!attempts.adoptToken(execution.id(), last.number(), taskToken)) {
          yield carryOnAnswered(readAgain(last), taskToken);
        }
        run.remindNow(last);
        yield Optional.of(new Dispatched.Waiting());
      }
      case CALLED -> carryOnUnanswered(last, taskToken);
    };
  }

  /** A result nobody carried on is carried on; after a failure it is the next route's turn. */
  private static Optional<Dispatched> carryOnAnswered(Attempt last, String taskToken) {
    Dispatched told = AttemptResults.told(last, taskToken);
    boolean repeatedCall = last.taskToken().equals(taskToken);
    return told instanceof Dispatched.TryNextRoute && !repeatedCall
        ? Optional.empty()
        : Optional.of(told);
  }

  /** A run that is still within its lease is left alone; one that died leaves its call in doubt. */
  private Optional<Dispatched> carryOnUnanswered(Attempt last, String taskToken) {
    boolean alive = time.instant().isBefore(last.leaseUntil());
    if (alive && last.taskToken().equals(taskToken)) {
      return Optional.of(new Dispatched.Duplicate());
    }
    AttemptFailure lost = AttemptFailure.inDoubt(ErrorCode.INTERNAL_ERROR, "the call was lost");
    return switch (run.failed(last, lost)) {
      case Dispatched.AlreadyOver ignored -> Optional.of(new Dispatched.AlreadyOver(taskToken));
      // It was not dead: what it came to decides.
      case Dispatched.Duplicate ignored -> carryOnAnswered(readAgain(last), taskToken);
      case Dispatched.Answered ignored -> Optional.empty();
      case Dispatched.Waiting ignored -> Optional.empty();
      case Dispatched.TryNextRoute ignored -> Optional.empty();
      case Dispatched.GiveUp ignored -> Optional.empty();
    };
  }

  private Attempt readAgain(Attempt attempt) {
    return attempts.find(attempt.execution(), attempt.number()).orElseThrow();
  }

  private Dispatched attempt(Execution execution, List<Attempt> earlier, String taskToken) {
    Optional<Model> model =
        catalog.find(execution.request().model()).map(found -> quoted(found, execution));
    Optional<Route> route = model.flatMap(found -> router.next(found, earlier));
    if (route.isEmpty()) {
      return new Dispatched.GiveUp(taskToken, TaskError.FAILED);
    }
    Optional<AttemptPlans.Plan> plan =
        plans.plan(execution, model.orElseThrow(), route.get(), earlier.size() + 1, taskToken);
    if (plan.isEmpty()) {
      return new Dispatched.GiveUp(taskToken, TaskError.EXPIRED);
    }
    return switch (begin(execution, plan.get().attempt())) {
      case STORED -> run.run(plan.get());
      case TAKEN -> new Dispatched.Duplicate();
      case OVER -> new Dispatched.AlreadyOver(taskToken);
    };
  }

  /** A route that came after accept has no price in the quote: what it makes can't be settled. */
  private static Model quoted(Model model, Execution execution) {
    return model.withRoutes(
        model.routes().stream()
            .filter(route -> execution.request().quote().covers(route.id()))
            .toList());
  }

  private enum Begun {
    STORED,
    /** Another run makes this attempt. */
    TAKEN,
    /** The execution ended meanwhile. */
    OVER
  }

  /**
   * Stores the attempt before its provider hears anything, with the execution in PROCESSING; the
   * first time both and the event are one transaction.
   */
  private Begun begin(Execution execution, Attempt attempt) {
    return switch (execution.state()) {
      case PENDING -> start(execution, attempt) ? Begun.STORED : createIfOpen(attempt);
      case AWAITING_WEBHOOK ->
          executions.moveIf(
                  execution.id(), ExecutionState.AWAITING_WEBHOOK, ExecutionState.PROCESSING)
              ? create(attempt)
              : createIfOpen(attempt);
      case PROCESSING -> create(attempt);
      case COMPLETED, FAILED, CANCELLED, EXPIRED -> Begun.OVER;
    };
  }

  private boolean start(Execution execution, Attempt first) {
    Instant now = time.instant();
    Execution started = execution.started(now);
    WebhookEvent event = events.handover().addressed(events.make().of(started, now));
    boolean stored = executions.start(started, event, first);
    if (stored) {
      events.handover().handOver(event);
    }
    return stored;
  }

  private Begun createIfOpen(Attempt attempt) {
    return isOpen(attempt.execution()) ? create(attempt) : Begun.OVER;
  }

  private Begun create(Attempt attempt) {
    return attempts.create(attempt) ? Begun.STORED : Begun.TAKEN;
  }

  private boolean isOpen(ExecutionId id) {
    return executions.find(id).filter(found -> !found.isTerminal()).isPresent();
  }
}
