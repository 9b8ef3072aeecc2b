package dev.modelroute.proof;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.money.Budget;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.Resolution;
import dev.modelroute.testkit.contract.Invariants;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What counts against the limit of a platform's caller: in each period its open holds and its
 * charges, never more than the limit. No port shows the counters, so that they are read off from
 * what is accepted: exactly the room that the executions leave, and not a billionth more.
 */
final class Spending {
  private static final Money A_BILLIONTH = Money.ofNanos(1);

  private final PlatformOnTwins platform;
  private final HoldTerms terms;
  private final Executions make;

  Spending(PlatformOnTwins platform) {
    this.platform = platform;
    Caller caller = platform.caller();
    terms = caller.holdTerms(Map.of());
    make = new Executions(platform.time(), platform.ids());
  }

  /** What was spent in a period, and a moment in it. */
  private record Spent(Money amount, Instant moment) {
    Spent plus(Spent other) {
      return new Spent(amount.plus(other.amount), moment);
    }
  }

  /**
   * @throws AssertionError when more was spent in a period than its limit
   */
  void checkNow() {
    for (Budget budget : terms.budgets()) {
      spent(budget)
          .forEach((period, spent) -> {
            if (spent.amount().compareTo(budget.limit().amount()) > 0) {
              throw new AssertionError(spent + " of " + budget.limit() + " in " + period);
            }
          });
    }
  }

  private Map<String, Spent> spent(Budget budget) {
    Map<String, Spent> periods = new HashMap<>();
    for (Execution execution : Invariants.listed(platform.stores(), platform.caller().account())) {
      Instant at = execution.createdAt();
      Money amount = execution.resolution().map(Resolution::captured).orElse(execution.hold());
      periods.merge(budget.counter(at).period(), new Spent(amount, at), Spent::plus);
    }
    return periods;
  }

  /**
   * Looks at the counters of all periods there were, when nothing is left to do. Leaves nothing
   * open, and time where it was.
   *
   * @throws AssertionError when a counter is not the sum of what it counts
   */
  void checkRoom() {
    Instant now = platform.time().instant();
    platform.credit(platform.caller().account(), "100");
    for (Budget budget : terms.budgets()) {
      for (Spent spent : spent(budget).values()) {
        platform.time().set(spent.moment());
        Money room = budget.limit().amount().minus(spent.amount());
        expect(false, room.plus(A_BILLIONTH), spent);
        if (room.isPositive()) {
          expect(true, room, spent);
        }
      }
    }
    platform.time().set(now);
  }

  private void expect(boolean accepted, Money hold, Spent spent) {
    Execution execution = make.pending(platform.caller().account()).hold(hold.toUsd()).build();
    Acceptance answer = platform.stores().executions().accept(execution, terms);
    boolean right =
        accepted ? answer instanceof Acceptance.Accepted : answer instanceof Acceptance.OverBudget;
    if (!right) {
      throw new AssertionError("with " + spent + " counted a hold of " + hold + ": " + answer);
    }
    if (accepted) {
      Execution ended = execution.ended(new Ending.Cancelled(), execution.createdAt());
      platform
          .stores()
          .executions()
          .resolveOnce(ended, execution.state(), make.event(ended).unawaited());
    }
  }
}
