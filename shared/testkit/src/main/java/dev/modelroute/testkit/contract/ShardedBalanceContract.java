package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Adjusted;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Budget;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A balance on several rows is one balance: nobody but the operator can tell how many there are.
 */
public abstract class ShardedBalanceContract extends StoreContract {
  private static final int[] COUNTS = {1, 4, 16};

  @Test
  void a_balance_has_one_row_until_it_is_said_otherwise() {
    Account account = make.account();
    assertEquals(1, stores.ledger().shards(account));
    for (int count : new int[] {16, 4, 4, Ledger.MAX_SHARDS, 1}) {
      stores.ledger().spread(account, count);
      assertEquals(count, stores.ledger().shards(account));
      assertEquals(Balance.ZERO, stores.ledger().balance(account));
    }
    for (int count : new int[] {0, -1, Ledger.MAX_SHARDS + 1}) {
      assertThrows(
          IllegalArgumentException.class, () -> stores.ledger().spread(account, count), "" + count);
    }
  }

  @Test
  void money_reads_the_same_on_any_number_of_rows() {
    for (int count : COUNTS) {
      new MoneyTable(stores, make, time)
          .onShards(count)
          .run(
              """
              credit   -   0.100        OK                    0.100  0      0
              submit   A   0.040        OK                    0.052  0.048  0
              submit   A   0.040        REPLAYED              0.052  0.048  0
              submit   A   0.041        KEY_CONFLICT          0.052  0.048  0
              submit   B   0.050        INSUFFICIENT_BALANCE  0.052  0.048  0
              submit   C   0.040        OK                    0.004  0.096  0
              settle   A   0.047        OK                    0.005  0.048  0.047
              settle   A   0.047        ALREADY_COMPLETED     0.005  0.048  0.047
              fail     C   -            OK                    0.053  0      0.047
              submit   D   0.040        OK                    0.005  0.048  0.047
              settle   D   0.050        OK                    0.005  0      0.095  # overrun
              credit   -   64           OK                    64.005 0      0.095
              submit   E   53.3375      OK                    0      64.005 0.095  # all of it
              cancel   E   -            OK                    64.005 0      0.095
              """);
    }
  }

  @Test
  void a_hold_above_every_single_row_lies_on_several_and_comes_back_from_them() {
    Account account = spread("1.600", 16);
    Execution split = hold(account, 16, "1.200");
    assertEquals(balance("0.160", "1.440", "0"), stores.ledger().balance(account));
    Execution open = started(split);
    assertEquals(
        new Acceptance.InsufficientBalance(),
        stores
            .executions()
            .accept(make.pending(account).estimate("0.14").build(), new HoldTerms(16)));
    Execution ended = ended(open, make.completed(Money.parse("0.770000001")));
    assertEquals(balance("0.829999999", "0", "0.770000001"), stores.ledger().balance(account));
    Invariants.check(stores, account, List.of(ended));
  }

  @Test
  void what_a_caller_believes_about_the_rows_may_be_out_of_date() {
    int[][] believedAndReal = {{1, 16}, {16, 1}, {Ledger.MAX_SHARDS, 4}};
    for (int[] pair : believedAndReal) {
      Account account = spread("0.288", pair[1]);
      List<Execution> held = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        held.add(hold(account, pair[0], "0.040"));
      }
      Execution more = make.pending(account).estimate("0.001").build();
      assertEquals(
          new Acceptance.InsufficientBalance(),
          stores.executions().accept(more, new HoldTerms(pair[0])));
      Invariants.check(stores, account, held);
    }
  }

  @Test
  void two_hundred_accepts_at_once_on_money_for_fifty_on_eight_rows_get_exactly_fifty() {
    Account account = spread("0.500", 8);
    List<Execution> tries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      tries.add(make.pending(account).estimate("0.001").build());
    }
    List<Acceptance> answers =
        Parallel.call(200, i -> stores.executions().accept(tries.get(i), new HoldTerms(8)));
    List<Execution> accepted = accepted(answers);
    assertEquals(50, accepted.size());
    assertEquals(balance("0", "0.500", "0"), stores.ledger().balance(account));
    Invariants.check(stores, account, accepted);
  }

  @Test
  void splits_at_once_never_take_a_nano_twice() {
    Account account = spread("1.000", 8);
    List<Execution> tries = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      tries.add(make.pending(account).estimate("0.250").build());
    }
    List<Acceptance> answers =
        Parallel.call(24, i -> stores.executions().accept(tries.get(i), new HoldTerms(8)));
    List<Execution> accepted = accepted(answers);
    assertEquals(3, accepted.size());
    assertEquals(balance("0.100", "0.900", "0"), stores.ledger().balance(account));
    Invariants.check(stores, account, accepted);
  }

  @Test
  void rows_come_and_go_while_money_moves_and_no_nano_is_lost() {
    Account account = spread("2.000", 1);
    List<Execution> ended = new ArrayList<>();
    int[] counts = {4, 16, 1, 8, 2, 16, 1, 4};
    List<List<Execution>> rounds =
        Parallel.call(
            8,
            i -> {
              List<Execution> mine = new ArrayList<>();
              for (int n = 0; n < 6; n++) {
                if (i == 0) {
                  stores.ledger().spread(account, counts[n]);
                } else {
                  mine.add(settled(account, n % 2 == 0 ? 1 : 16));
                }
              }
              return mine;
            });
    rounds.forEach(ended::addAll);
    assertEquals(42, ended.size());
    assertEquals(balance("1.160", "0", "0.840"), stores.ledger().balance(account));
    Invariants.check(stores, account, ended);
  }

  @Test
  void what_comes_back_to_a_row_no_longer_in_use_is_still_the_accounts_money() {
    Account account = spread("1.600", 16);
    List<Execution> open = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      open.add(hold(account, 16, "0.050"));
    }
    stores.ledger().spread(account, 1);
    assertEquals(balance("0.640", "0.960", "0"), stores.ledger().balance(account));
    List<Execution> ended = new ArrayList<>();
    open.forEach(held -> ended.add(ended(held, new Ending.Cancelled())));
    assertEquals(balance("1.600", "0", "0"), stores.ledger().balance(account));
    Execution all = hold(account, 1, "1.333333333");
    assertEquals(balance("0", "1.600", "0"), stores.ledger().balance(account));
    ended.add(ended(all, new Ending.Cancelled()));
    stores.ledger().spread(account, 1);
    assertEquals(balance("1.600", "0", "0"), stores.ledger().balance(account));
    Invariants.check(stores, account, ended);
  }

  @Test
  void an_adjustment_takes_from_as_many_rows_as_it_needs_and_no_more_than_there_is() {
    Account account = spread("1.600", 16);
    assertEquals(new Adjusted.Done(), stores.ledger().adjustment(adjustment(account, "-1.5", "a")));
    assertEquals(balance("0.100", "0", "0"), stores.ledger().balance(account));
    assertEquals(
        new Adjusted.TooLittle(),
        stores.ledger().adjustment(adjustment(account, "-0.100000001", "b")));
    assertEquals(new Adjusted.Done(), stores.ledger().adjustment(adjustment(account, "-0.1", "c")));
    assertEquals(Balance.ZERO, stores.ledger().balance(account));
    assertEquals(new Adjusted.Done(), stores.ledger().adjustment(adjustment(account, "9", "d")));
    assertEquals(balance("9", "0", "0"), stores.ledger().balance(account));
    Invariants.check(stores, account, List.of());
  }

  @Test
  void storage_takes_from_as_many_rows_as_it_needs_and_no_more_than_there_is() {
    Account account = spread("1.600", 16);
    var now = time.instant();
    assertEquals(
        Money.parse("1.5"), stores.ledger().storage(account, Money.parse("1.5"), "a", now));
    assertEquals(balance("0.100", "0", "1.5"), stores.ledger().balance(account));
    assertEquals(Money.parse("0.1"), stores.ledger().storage(account, Money.parse("3"), "b", now));
    assertEquals(balance("0", "0", "1.6"), stores.ledger().balance(account));
    Invariants.check(stores, account, List.of());
  }

  private Account spread(String usd, int count) {
    Account account = funded(usd);
    stores.ledger().spread(account, count);
    assertEquals(balance(usd, "0", "0"), stores.ledger().balance(account));
    return account;
  }

  private Execution hold(Account account, int believed, String estimate) {
    Execution execution = make.pending(account).estimate(estimate).build();
    assertEquals(
        new Acceptance.Accepted(execution),
        stores.executions().accept(execution, new HoldTerms(believed)));
    return execution;
  }

  private Execution settled(Account account, int believed) {
    Execution open = started(hold(account, believed, "0.040"));
    Execution ended = open.ended(make.completed(Money.parse("0.020")), time.instant());
    assertEquals(new Resolved.Ended(ended), resolve(ended, open.state()));
    return ended;
  }

  private static List<Execution> accepted(List<Acceptance> answers) {
    List<Execution> accepted = new ArrayList<>();
    for (Acceptance answer : answers) {
      switch (answer) {
        case Acceptance.Accepted(Execution execution) -> accepted.add(execution);
        case Acceptance.InsufficientBalance() -> {}
        case Acceptance.OverBudget(Budget budget) -> throw new AssertionError("over " + budget);
        case Acceptance.Replayed(Execution execution) ->
            throw new AssertionError("replayed " + execution);
        case Acceptance.KeyConflict(ExecutionId id) -> throw new AssertionError("conflict " + id);
      }
    }
    return accepted;
  }

  private LedgerEntry adjustment(Account account, String usd, String reference) {
    return LedgerEntry.adjustment(account, Money.parse(usd), reference, time.instant(), "wrong");
  }

  private static Balance balance(String available, String held, String spent) {
    return new Balance(Money.parse(available), Money.parse(held), Money.parse(spent));
  }
}
