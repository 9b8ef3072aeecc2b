package dev.modelroute.proof;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.flow.Dispatched;
import dev.modelroute.core.flow.ReleaseCause;
import dev.modelroute.core.flow.Submitted;
import dev.modelroute.core.flow.TaskError;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.OrganizationSettings;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.Money;
import dev.modelroute.testkit.contract.Invariants;
import dev.modelroute.testkit.contract.Parallel;
import dev.modelroute.testkit.flow.Ground;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import dev.modelroute.testkit.memory.MemoryOrchestrator.Answer;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Many callers at once. Each repeats its call until it is answered, as do the machines. */
final class Crowd {
  /** More is a fault of ours: a call that never succeeds. */
  private static final int PATIENCE = 200;

  private static final int SWEEPS = 200;

  /** What the platform holds for the body it sends: 0.04 USD and a fifth. */
  private static final Money HOLD = Money.parse("0.048");

  private final Stage stage;
  private final PlatformOnTwins platform;
  private final int executions;
  private final Map<Integer, ExecutionId> accepted = new ConcurrentHashMap<>();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicInteger mistaken = new AtomicInteger();

  Crowd(Ground ground, int executions) {
    stage = new Stage(ground);
    platform = stage.platform();
    this.executions = executions;
    platform.credit(platform.caller().account(), String.valueOf(executions));
    platform.alpha().answers(Script.succeeds("0.03"));
    platform.beta().answers(Script.succeeds("0.02"));
  }

  /** Runs all executions to their end, so many at a time. */
  void run(int threads) {
    AtomicInteger next = new AtomicInteger();
    Parallel.call(
        threads,
        thread -> {
          for (int n = next.getAndIncrement(); n < executions; n = next.getAndIncrement()) {
            one(n);
          }
          return thread;
        });
  }

  private void one(int number) {
    ExecutionId id = insist(() -> submit(number));
    accepted.put(number, id);
    for (int tries = 1; tries < PATIENCE; tries++) {
      String token = "task-" + number + "-" + tries;
      boolean called = tryOnce(() -> dispatch(id, token)).isPresent();
      Optional<Answer> answer = platform.rows().orchestrator().answer(token);
      if (called && answer.isPresent() && carriedOn(id, answer.get())) {
        return;
      }
    }
  }

  private ExecutionId submit(int number) {
    return switch (platform.submit("order-" + number)) {
      case Submitted.Accepted(Execution execution) -> execution.id();
      case Submitted.Replayed(Execution execution) -> execution.id();
      case Submitted.KeyConflict other -> throw new AssertionError(other);
      case Submitted.Refused refused -> throw new AssertionError(refused);
      case Submitted.OverBudget refused -> throw new AssertionError(refused);
      case Submitted.Forbidden refused -> throw new AssertionError(refused);
    };
  }

  private boolean dispatch(ExecutionId id, String token) {
    Dispatched dispatched = platform.useCases().dispatch().dispatch(id, token);
    if (dispatched instanceof Dispatched.Duplicate) {
      // Nobody else ever has this token: it is its own write that it took for another run's.
      mistaken.incrementAndGet();
    }
    platform.useCases().answers().give(dispatched);
    return true;
  }

  /** What the machine does with an answer; false when it calls its task again. */
  private boolean carriedOn(ExecutionId id, Answer answer) {
    return switch (answer) {
      case Answer.Success ignored -> insist(() -> platform.useCases().settle().settle(id)) != null;
      case Answer.Failure(TaskError error) ->
          error != TaskError.RETRYABLE
              && insist(() -> platform.useCases().release().release(id, cause(error))) != null;
    };
  }

  private static ReleaseCause cause(TaskError error) {
    return ReleaseCause.of(error.text(), "OutputUnusable");
  }

  private <T> T insist(Supplier<T> call) {
    for (int tries = 0; tries < PATIENCE; tries++) {
      Optional<T> answer = tryOnce(call);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw new AssertionError("never answered");
  }

  private <T> Optional<T> tryOnce(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (StoreUnavailableException later) {
      unavailable.incrementAndGet();
      return Optional.empty();
    }
  }

  /**
   * Lets the sweeper have its time, and looks at everything.
   *
   * @return how many ended in each state
   * @throws AssertionError when one was lost, doubled, or an invariant is broken
   */
  Map<ExecutionState, Integer> settleDown() {
    stage.sweepToTheEnd();
    for (int n = 0; n < SWEEPS && somethingIsLeft(); n++) {
      stage.sweep();
    }
    Set<ExecutionId> ids = new HashSet<>(accepted.values());
    List<Execution> all =
        ids.stream().map(id -> platform.stores().executions().find(id).orElseThrow()).toList();
    Invariants.checkAtRest(
        platform.stores(),
        platform.caller().account(),
        all,
        platform.rows().webhooks().events(),
        stage.moves());
    stage.proveBooks();
    AtomicInteger holds = new AtomicInteger();
    platform
        .stores()
        .ledger()
        .scan(
            platform.caller().account(),
            entry -> holds.addAndGet(entry.type() == EntryType.HOLD ? 1 : 0));
    if (ids.size() != executions || holds.get() != executions) {
      throw new AssertionError(
          "of %d executions %d are known, %d hold".formatted(executions, ids.size(), holds.get()));
    }
    Map<ExecutionState, Integer> states = new EnumMap<>(ExecutionState.class);
    all.forEach(execution -> states.merge(execution.state(), 1, Integer::sum));
    return states;
  }

  private boolean somethingIsLeft() {
    return !platform.stores().executions().due(platform.time().instant(), 1).isEmpty()
        || !platform.stores().outbox().unsent(platform.time().instant(), 1).isEmpty();
  }

  /** Answers 503 that callers and machines met. */
  int unavailable() {
    return unavailable.get();
  }

  /** Dispatches that went away without an answer because one of their own writes' was lost. */
  int mistaken() {
    return mistaken.get();
  }

  /**
   * Callers who ask at once for more than there is, on a balance of so many rows; how many of them
   * got it. Whoever is told to come again does, with the same key.
   */
  static int acceptedOf(Ground ground, int callers, int enoughFor, int shards) {
    PlatformOnTwins platform = new PlatformOnTwins(ground);
    Account account = platform.caller(AccountMode.LIVE).account();
    Caller caller =
        platform.caller(account, null, OrganizationSettings.DEFAULT.withBalanceShards(shards));
    platform.credit(account, Money.ofNanos(HOLD.nanos() * enoughFor).toUsd());
    platform.stores().ledger().spread(account, shards);
    List<Boolean> held = Parallel.call(callers, n -> isAccepted(platform, caller, "caller-" + n));
    Invariants.check(platform.stores(), account);
    Balance balance = platform.stores().ledger().balance(account);
    if (!balance.available().isZero()) {
      throw new AssertionError("some were refused although there is " + balance);
    }
    return (int) held.stream().filter(yes -> yes).count();
  }

  private static boolean isAccepted(PlatformOnTwins platform, Caller caller, String key) {
    for (int tries = 0; tries < PATIENCE; tries++) {
      try {
        return switch (platform
            .useCases()
            .submit()
            .submit(caller, PlatformOnTwins.body(), Optional.of(key))) {
          case Submitted.Accepted ignored -> true;
          case Submitted.Replayed ignored -> true;
          case Submitted.Refused(ErrorCode code, var ignored)
              when code == ErrorCode.INSUFFICIENT_BALANCE ->
              false;
          case Submitted.Refused other -> throw new AssertionError(other);
          case Submitted.KeyConflict other -> throw new AssertionError(other);
          case Submitted.OverBudget other -> throw new AssertionError(other);
          case Submitted.Forbidden other -> throw new AssertionError(other);
        };
      } catch (StoreUnavailableException later) {
        Thread.onSpinWait();
      }
    }
    throw new AssertionError("never answered");
  }
}
