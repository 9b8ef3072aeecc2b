package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Budget;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.money.LedgerLine;
import dev.modelroute.core.money.Money;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.time.SettableTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a table of money operations on one account. Columns: step, id, amount in USD or {@code -},
 * expected answer, then the balance after it (available, held, spent); {@code #} starts a comment.
 * Steps: credit, submit (amount = estimate), settle (amount = actual cost), cancel, fail, expire. A
 * failure names its line; after each line the newest ledger line shows the same balance.
 */
final class MoneyTable {
  private final Stores stores;
  private final Executions make;
  private final SettableTime time;
  private final Account account;
  private HoldTerms terms = HoldTerms.PLAIN;
  private final Map<String, Execution> executions = new LinkedHashMap<>();

  MoneyTable(Stores stores, Executions make, SettableTime time) {
    this.stores = stores;
    this.make = make;
    this.time = time;
    this.account = make.account();
  }

  /** On a balance of so many rows. */
  MoneyTable onShards(int count) {
    stores.ledger().spread(account, count);
    terms = new HoldTerms(count);
    return this;
  }

  void run(String table) {
    List<Line> lines = new ArrayList<>();
    table
        .lines()
        .map(Line::uncommented)
        .filter(text -> !text.isEmpty())
        .map(Line::parse)
        .forEach(lines::add);
    assertTrue(lines.size() > 1, "an empty table proves nothing");
    for (Line line : lines) {
      time.advance(Duration.ofSeconds(1));
      assertEquals(line.expected(), apply(line), line.text());
      assertEquals(line.balance(), stores.ledger().balance(account), line.text());
      LedgerLine newest = stores.ledger().lines(account, PageRequest.first(1)).items().getFirst();
      assertEquals(line.balance(), newest.after(), "ledger after: " + line.text());
    }
    Invariants.check(stores, account, List.copyOf(executions.values()));
  }

  private String apply(Line line) {
    return switch (line.step()) {
      case "credit" -> stores.ledger().credit(make.credit(account, line.amount())) ? "OK" : "KNOWN";
      case "submit" -> submit(line);
      case "settle" -> end(line, make.completed(line.amount()));
      case "cancel" -> end(line, new Ending.Cancelled());
      case "fail" -> end(line, new Ending.Failed(ErrorCode.GENERATION_FAILED));
      case "expire" -> end(line, new Ending.Expired());
      default -> throw new IllegalArgumentException("no such step: " + line.text());
    };
  }

  private String submit(Line line) {
    Execution execution =
        make.pending(account)
            .key("key-" + line.id())
            .estimate(line.amount().toUsd())
            .timeout(Duration.ofHours(1))
            .build();
    return switch (stores.executions().accept(execution, terms)) {
      case Acceptance.Accepted accepted -> {
        executions.put(line.id(), accepted.execution());
        yield "OK";
      }
      case Acceptance.Replayed ignored -> "REPLAYED";
      case Acceptance.KeyConflict ignored -> "KEY_CONFLICT";
      case Acceptance.InsufficientBalance ignored -> "INSUFFICIENT_BALANCE";
      case Acceptance.OverBudget(Budget budget) -> "OVER_" + budget.name();
    };
  }

  private String end(Line line, Ending ending) {
    Execution submitted = executions.get(line.id());
    if (submitted == null) {
      throw new IllegalArgumentException("nothing was submitted before: " + line.text());
    }
    // Settling dispatches first, as the machine does; what is over stays over and says so.
    Execution open = make.started(submitted);
    boolean dispatched =
        ending instanceof Ending.Completed
            && stores.executions().start(open, make.event(open), make.attempt(open, 1));
    Execution from = dispatched || isOver(submitted) ? open : submitted;
    Execution ended = from.ended(ending, time.instant());
    return switch (stores.executions().resolveOnce(ended, from.state(), make.event(ended))) {
      case Resolved.Ended ignored -> "OK";
      case Resolved.AlreadyEnded(Execution execution) -> "ALREADY_" + execution.state();
      case Resolved.StateMoved(Execution execution) -> "MOVED_" + execution.state();
    };
  }

  private boolean isOver(Execution execution) {
    return stores.executions().find(execution.id()).orElseThrow().state() != ExecutionState.PENDING;
  }

  private record Line(
      String text, String step, String id, Money amount, String expected, Balance balance) {
    static String uncommented(String text) {
      int comment = text.indexOf('#');
      return (comment < 0 ? text : text.substring(0, comment)).strip();
    }

    static Line parse(String text) {
      List<String> columns = List.of(text.split("\\s+", -1));
      Money amount = columns.get(2).equals("-") ? Money.ZERO : Money.parse(columns.get(2));
      Balance balance =
          new Balance(
              Money.parse(columns.get(4)),
              Money.parse(columns.get(5)),
              Money.parse(columns.get(6)));
      return new Line(text, columns.get(0), columns.get(1), amount, columns.get(3), balance);
    }
  }
}
