package dev.modelroute.proof;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.AcceptCallback.CallbackOutcome;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.core.provider.RawCallback;
import dev.modelroute.testkit.crash.SimulatedCrash;
import dev.modelroute.testkit.flow.Ground;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import dev.modelroute.testkit.memory.MemoryPollQueue.Reminder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets the steps of a random history happen on a platform. */
final class History {
  private static final RawCallback CALLBACK = new RawCallback(Map.of(), new byte[0]);

  private final Stage stage;
  private final PlatformOnTwins platform;
  private final Spending spending;
  private final Route route;
  private final List<String> answers = new ArrayList<>();
  private Step.Answer answer = Step.Answer.RESULT;
  private int cents = 3;

  History(Ground ground, long seed, Terms terms) {
    platform = terms.platform(ground);
    stage = new Stage(platform);
    spending = new Spending(platform);
    RouteMode[] modes = RouteMode.values();
    route = Script.route("alpha", modes[Math.floorMod(seed, modes.length)]);
    platform.routes(route, Script.route("beta", RouteMode.SYNC));
    platform.alpha().answersBy(request -> submitted()).pollsBy(job -> polled());
    platform.beta().answers(Script.succeeds("0.02"));
  }

  private ProviderResult submitted() {
    return switch (answer) {
      case RESULT -> Script.succeeds(usd(cents));
      case JOB -> platform.alpha().accepts(route, "job");
      case OVERLOADED -> Script.overloaded();
      case LOST -> Script.inDoubt();
      case REJECTED -> Script.rejects();
    };
  }

  private ProviderResult polled() {
    return switch (answer) {
      case RESULT -> Script.succeeds(usd(cents));
      case JOB, LOST -> Script.running();
      case OVERLOADED -> Script.overloaded();
      case REJECTED -> Script.rejects();
    };
  }

  private static String usd(int cents) {
    return Money.ofNanos(cents * 10_000_000L).toUsd();
  }

  /**
   * Plays all steps, then lets the sweeper have its time.
   *
   * @throws AssertionError when an invariant is broken, after any step or at rest
   */
  void play(List<Step> steps) {
    for (Step step : steps) {
      happen(step);
      stage.checkNow();
      spending.checkNow();
    }
    comeToRest(steps.size());
    stage.checkAtRest();
    spending.checkRoom();
  }

  /** Lets a step happen, and remembers what it was answered. */
  void happen(Step step) {
    try {
      answers.add(take(step));
    } catch (SimulatedCrash crash) {
      answers.add("crash");
    } catch (StoreUnavailableException later) {
      answers.add("unavailable");
    }
  }

  /** The sweeper has its time, after so many steps. */
  void comeToRest(int steps) {
    platform.points().heal();
    // The clock may have been set back by an hour at each step.
    platform.time().advance(Duration.ofHours(steps + 1L));
    stage.sweepToTheEnd();
  }

  private String take(Step step) {
    return switch (step) {
      case Step.Submit(int key, int estimate) -> name(platform.submit("k" + key, body(estimate)));
      case Step.Credit(int reference, int amount) -> String.valueOf(credit(reference, amount));
      case Step.Machine(int number) ->
          machine(number).map(id -> platform.machine().play(id).name()).orElse("");
      case Step.MachineAgain(int number) ->
          machine(number).map(id -> platform.machine().retry(id).name()).orElse("");
      case Step.TimeOut(int number) ->
          machine(number).map(id -> platform.machine().timeOut(id).name()).orElse("");
      case Step.Poll(int number) -> poll(number);
      case Step.CallBack(int number) -> callBack(number);
      case Step.Cancel(int number) -> machine(number).map(this::cancel).orElse("");
      case Step.Jump(Duration time) -> platform.time().advance(time).toString();
      case Step.Sweep() -> {
        stage.sweep();
        yield "";
      }
      case Step.Provider(Step.Answer next, int amount) -> {
        answer = next;
        cents = amount;
        yield "";
      }
      case Step.Crash(int call, var moment) -> {
        platform.points().crash(call, moment);
        yield "";
      }
    };
  }

  private static JsonObject body(int cents) {
    JsonObject input =
        JsonObject.builder().put("prompt", "a lighthouse").put("cost", usd(cents)).build();
    return PlatformOnTwins.body().with("input", input);
  }

  private boolean credit(int reference, int amount) {
    return platform
        .stores()
        .ledger()
        .credit(
            new LedgerEntry(
                platform.caller().account(),
                EntryType.CREDIT,
                Money.parse(usd(amount)),
                "payment-" + reference,
                platform.time().instant()));
  }

  private Optional<ExecutionId> machine(int number) {
    return platform.rows().orchestrator().machines().keySet().stream().skip(number).findFirst();
  }

  private String poll(int number) {
    List<Reminder> waiting = platform.rows().polls().waiting();
    // The newest come up most, old ones are duplicates.
    int index = waiting.size() - 1 - number;
    return index < 0 ? "" : name(platform.poll(waiting.get(index).ticket()));
  }

  private String callBack(int number) {
    String token = platform.ground().name() + "callback-" + (number + 1);
    CallbackOutcome outcome = platform.useCases().callback().accept(token, CALLBACK);
    if (outcome instanceof CallbackOutcome.Taken taken) {
      platform.useCases().answers().give(taken.dispatched());
    }
    return name(outcome);
  }

  private String cancel(ExecutionId id) {
    return name(platform.useCases().cancel().cancel(platform.caller().organization(), id));
  }

  private static String name(Object answer) {
    return answer.getClass().getSimpleName();
  }

  /** One short answer per step. */
  List<String> answers() {
    return List.copyOf(answers);
  }

  Spending spending() {
    return spending;
  }

  Stage stage() {
    return stage;
  }
}
