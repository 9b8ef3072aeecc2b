package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.KeyId;
import dev.modelroute.core.money.Budget;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.SpendLimit;
import dev.modelroute.core.money.SpendPeriod;
import dev.modelroute.core.money.TagBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What budgets allow, as tables. Columns: step, id, tag ({@code key=value}) or {@code -}, amount in
 * USD (the hold of a submit, the cost of a settle), expected answer. {@code time} sets the clock to
 * what stands in the second column.
 */
public abstract class BudgetContract extends StoreContract {
  private final KeyId key = KeyId.of(ids.next());
  private Optional<SpendLimit> keyLimit = Optional.empty();
  private List<TagBudget> tags = List.of();
  private final Map<String, Execution> executions = new LinkedHashMap<>();
  private @Nullable Account shared;

  @Test
  void a_key_spends_up_to_its_limit_and_what_comes_back_may_be_spent_again() {
    keyLimit = limit("0.100", SpendPeriod.TOTAL);
    run(
        """
        submit   A  -  0.100        OK
        submit   B  -  0.010        OVER this API key
        settle   A  -  0.040        OK                    # 0.060 is free again
        submit   B  -  0.060000001  OVER this API key
        submit   B  -  0.060        OK
        submit   C  -  0.010        OVER this API key
        cancel   B  -  -            OK
        cancel   B  -  -            ALREADY_CANCELLED     # gives back once
        submit   C  -  0.060        OK
        submit   D  -  0.010        OVER this API key
        fail     C  -  -            OK
        submit   E  -  0.060        OK
        settle   E  -  0.090        OK                    # the overrun is ours, not the budget's
        submit   F  -  0.010        OVER this API key
        time     2031-01-01T00:00:00Z
        submit   F  -  0.010        OVER this API key     # total means total
        """);
  }

  @Test
  void a_day_begins_at_midnight_utc_and_gets_nothing_back_from_the_day_before() {
    keyLimit = limit("0.100", SpendPeriod.DAY);
    run(
        """
        time     2026-11-20T23:59:59.999Z
        submit   A  -  0.090        OK
        submit   B  -  0.011        OVER this API key
        time     2026-11-21T00:00:00Z
        submit   B  -  0.100        OK                    # a new day
        submit   C  -  0.010        OVER this API key
        settle   A  -  0.010        OK                    # held yesterday: comes back to yesterday
        submit   C  -  0.010        OVER this API key
        time     2026-11-20T23:59:59Z
        submit   C  -  0.090        OK                    # a clock behind finds yesterday's room
        submit   D  -  0.010        OVER this API key
        time     2026-11-21T12:00:00Z
        settle   B  -  0.100        OK
        submit   D  -  0.010        OVER this API key
        time     2026-11-22T00:00:00Z
        submit   D  -  0.100        OK
        """);
  }

  @Test
  void a_month_ends_with_its_last_day() {
    keyLimit = limit("0.100", SpendPeriod.MONTH);
    run(
        """
        time     2028-02-29T23:59:59Z
        submit   A  -  0.100        OK
        submit   B  -  0.010        OVER this API key
        time     2028-03-01T00:00:00Z
        submit   B  -  0.100        OK
        expire   A  -  -            OK
        submit   C  -  0.010        OVER this API key
        time     2029-02-28T00:00:00Z
        submit   C  -  0.100        OK
        """);
  }

  @Test
  void a_tag_has_its_budget_and_each_value_its_own_unless_one_is_named() {
    tags =
        List.of(
            new TagBudget("customer", null, limit("0.100", SpendPeriod.DAY).orElseThrow()),
            new TagBudget("team", "red", limit("0.050", SpendPeriod.TOTAL).orElseThrow()));
    run(
        """
        submit   A  customer=a  0.100  OK
        submit   B  customer=a  0.010  OVER metadata.customer
        submit   B  customer=b  0.100  OK
        submit   C  -           0.500  OK
        submit   D  team=red    0.060  OVER metadata.team
        submit   D  team=red    0.050  OK
        submit   E  team=red    0.010  OVER metadata.team
        submit   E  team=blue   0.500  OK
        submit   F  Team=red    0.500  OK
        cancel   D  -           -      OK
        submit   G  team=red    0.050  OK
        """);
  }

  @Test
  void of_two_limits_on_the_same_spending_the_lower_rules_and_of_others_each() {
    keyLimit = limit("0.200", SpendPeriod.TOTAL);
    tags =
        List.of(
            new TagBudget("team", null, limit("0.080", SpendPeriod.DAY).orElseThrow()),
            new TagBudget("team", "red", limit("0.050", SpendPeriod.DAY).orElseThrow()),
            new TagBudget("team", "red", limit("0.070", SpendPeriod.MONTH).orElseThrow()));
    run(
        """
        time     2026-11-20T10:00:00Z
        submit   A  team=red   0.050  OK
        submit   B  team=red   0.010  OVER metadata.team
        submit   B  team=blue  0.080  OK
        time     2026-11-21T10:00:00Z
        submit   C  team=red   0.020  OK
        submit   D  team=red   0.010  OVER metadata.team    # the month's
        submit   D  team=blue  0.050  OK
        submit   E  team=blue  0.010  OVER this API key
        """);
  }

  @Test
  void the_key_decides_first_then_the_balance_then_the_budget() {
    keyLimit = limit("0.050", SpendPeriod.TOTAL);
    run(
        """
        submit   A  -  0.050    OK
        submit   A  -  0.050    REPLAYED
        submit   A  -  0.060    KEY_CONFLICT
        submit   B  -  999      INSUFFICIENT_BALANCE
        submit   B  -  0.010    OVER this API key
        """);
  }

  @Test
  void what_a_limit_has_no_room_for_at_all_is_still_a_replay() {
    run("submit  A  -  0.050  OK\n");
    keyLimit = limit("0.010", SpendPeriod.DAY);
    run(
        """
        submit   A  -  0.050  REPLAYED
        submit   B  -  0.050  OVER this API key
        """);
  }

  @Test
  void test_money_and_live_money_are_counted_apart() {
    keyLimit = limit("0.050", SpendPeriod.TOTAL);
    Account live = account();
    Account test = new Account(live.organization(), AccountMode.TEST);
    stores.ledger().credit(make.credit(test, Money.parse("1")));
    for (Account account : List.of(live, test)) {
      Execution execution = make.pending(account).estimate("0.040").build();
      assertEquals(
          new Acceptance.Accepted(execution),
          stores.executions().accept(execution, terms(Map.of())));
    }
  }

  @Test
  void forty_submits_at_once_stay_inside_the_budget() {
    keyLimit = limit("0.100", SpendPeriod.DAY);
    Account account = account();
    stores.ledger().spread(account, 4);
    HoldTerms terms = new HoldTerms(4, terms(Map.of()).budgets());
    List<Execution> tries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tries.add(make.pending(account).estimate("0.001").build());
    }
    List<Acceptance> answers =
        Parallel.call(40, i -> stores.executions().accept(tries.get(i), terms));
    List<Execution> accepted = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      if (answers.get(i) instanceof Acceptance.Accepted) {
        accepted.add(tries.get(i));
      } else {
        assertEquals(new Acceptance.OverBudget(terms.budgets().getFirst()), answers.get(i));
      }
    }
    assertEquals(10, accepted.size());
    Invariants.check(stores, account, accepted);
  }

  private static Optional<SpendLimit> limit(String usd, SpendPeriod period) {
    return SpendLimit.parse(usd, period);
  }

  private HoldTerms terms(Map<String, String> metadata) {
    return new HoldTerms(1, Budget.of(key, keyLimit, tags, metadata));
  }

  private Account account() {
    Account account = shared;
    if (account == null) {
      account = funded("9");
      shared = account;
    }
    return account;
  }

  private void run(String table) {
    for (String row : table.lines().toList()) {
      int comment = row.indexOf("  #");
      List<String> columns =
          List.of((comment < 0 ? row : row.substring(0, comment)).strip().split("\\s+", 5));
      if (columns.getFirst().equals("time")) {
        time.set(Instant.parse(columns.get(1)));
      } else {
        assertEquals(columns.get(4), apply(columns), row);
      }
    }
    Invariants.check(stores, account(), List.copyOf(executions.values()));
  }

  private String apply(List<String> columns) {
    String id = columns.get(1);
    return switch (columns.getFirst()) {
      case "submit" -> submit(id, columns.get(2), columns.get(3));
      case "settle" -> end(id, make.completed(Money.parse(columns.get(3))));
      case "cancel" -> end(id, new Ending.Cancelled());
      case "fail" -> end(id, new Ending.Failed(ErrorCode.GENERATION_FAILED));
      case "expire" -> end(id, new Ending.Expired());
      default -> throw new IllegalArgumentException("no such step: " + columns);
    };
  }

  private String submit(String id, String tag, String hold) {
    Map<String, String> metadata =
        tag.equals("-")
            ? Map.of()
            : Map.of(tag.substring(0, tag.indexOf('=')), tag.substring(tag.indexOf('=') + 1));
    Execution execution =
        make.pending(account())
            .key("key-" + id)
            .hold(hold)
            .metadata(metadata)
            .timeout(Duration.ofHours(1))
            .build();
    return switch (stores.executions().accept(execution, terms(metadata))) {
      case Acceptance.Accepted(Execution accepted) -> {
        executions.put(id, accepted);
        yield "OK";
      }
      case Acceptance.Replayed ignored -> "REPLAYED";
      case Acceptance.KeyConflict ignored -> "KEY_CONFLICT";
      case Acceptance.InsufficientBalance ignored -> "INSUFFICIENT_BALANCE";
      case Acceptance.OverBudget(Budget budget) -> "OVER " + budget.name();
    };
  }

  private String end(String id, Ending ending) {
    Execution submitted = Objects.requireNonNull(executions.get(id));
    Execution from = found(submitted);
    if (from.isTerminal()) {
      // As somebody who read it while it was open.
      from = submitted;
    } else if (ending instanceof Ending.Completed) {
      from = started(from);
    }
    Execution ended = from.ended(ending, time.instant());
    return switch (resolve(ended, from.state())) {
      case Resolved.Ended ignored -> "OK";
      case Resolved.AlreadyEnded(Execution execution) -> "ALREADY_" + execution.state();
      case Resolved.StateMoved(Execution execution) -> "MOVED_" + execution.state();
    };
  }
}
