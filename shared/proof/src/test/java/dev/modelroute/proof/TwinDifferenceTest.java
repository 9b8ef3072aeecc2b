package dev.modelroute.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.Attempt.Phase;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.proof.embedded.EmbeddedTables;
import dev.modelroute.testkit.contract.Invariants;
import dev.modelroute.testkit.contract.Stores;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.flow.Ground;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** MT7: the same steps on the twins and on embedded DynamoDB have the same answers and rows. */
@ExtendWith(ProofPage.class)
class TwinDifferenceTest {
  private static final long FIRST_SEED = 7_000;
  private static final int SIZE = 40;
  private static final EmbeddedTables TABLES = new EmbeddedTables(UnaryOperator.identity());

  @Test
  void the_same_history_leaves_the_same_rows() {
    int histories = Effort.of(8, 500);
    for (long seed = FIRST_SEED; seed < FIRST_SEED + histories; seed++) {
      Ground embedded = TABLES.ground();
      Ground twin = EmbeddedTables.twinOf(embedded);
      String replay = "seed=" + seed + " size=" + SIZE;
      assertEquals(rows(twin, seed), rows(embedded, seed), replay);
    }
    Tally.add("MT7", "both", "histories of 40 steps with equal answers and rows", histories);
  }

  /** Crashes come at other calls on each: they are left out. */
  private static List<String> rows(Ground ground, long seed) {
    List<Step> steps =
        Step.draw(seed, SIZE).stream().filter(step -> !(step instanceof Step.Crash)).toList();
    History history = new History(ground, seed, Terms.of(seed));
    List<String> rows = new ArrayList<>();
    for (Step step : steps) {
      history.happen(step);
      rows.add(step + " " + history.answers().getLast() + " " + history.stage().platform().money());
    }
    rows.addAll(all(history.stage()));
    history.comeToRest(SIZE);
    rows.addAll(all(history.stage()));
    history.spending().checkRoom();
    return rows;
  }

  /** Everything the ports show of an account. */
  private static List<String> all(Stage stage) {
    Stores stores = stage.platform().stores();
    Account account = stage.platform().caller().account();
    List<String> rows = new ArrayList<>();
    stores.ledger().scan(account, entry -> rows.add(entry.toString()));
    stores
        .ledger()
        .lines(account, PageRequest.first(100))
        .items()
        .forEach(line -> rows.add(line.toString()));
    for (Execution execution : Invariants.listed(stores, account)) {
      rows.add(execution.toString());
      stores.attempts().all(execution.id()).forEach(attempt -> rows.add(attempt.toString()));
      for (Slot slot : Slot.values()) {
        rows.add(stores.outbox().find(execution.id(), slot).toString());
      }
    }
    Instant late = stage.platform().time().instant().plus(Duration.ofHours(2));
    rows.add("due " + stores.executions().due(late, 100));
    rows.add("unsent " + stores.outbox().unsent(late, 100));
    return rows;
  }

  @Test
  void the_same_wrong_calls_are_refused_alike() {
    Ground embedded = TABLES.ground();
    Ground twin = EmbeddedTables.twinOf(embedded);
    assertEquals(mistakes(twin), mistakes(embedded));
    Tally.add("MT7", "both", "wrong calls refused alike", mistakes(twin).size());
  }

  private static List<String> mistakes(Ground ground) {
    Stores stores = ground.stores();
    Executions make = new Executions(ground.time(), ground.ids());
    Account account = make.account();
    Execution nowhere = make.pending(account).build();
    Execution open = make.started(nowhere);
    Execution ended = open.ended(new Ending.Cancelled(), ground.time().instant());
    Attempt attempt = make.attempt(nowhere, 1);
    AttemptOutcome lost =
        new AttemptOutcome.Failed(AttemptFailure.inDoubt(ErrorCode.INTERNAL_ERROR, "lost"));
    ExecutionState pending = ExecutionState.PENDING;
    ExecutionState processing = ExecutionState.PROCESSING;
    return List.of(
        kind(() -> stores.executions().find(nowhere.id())),
        kind(() -> stores.executions().accept(nowhere)),
        kind(() -> stores.executions().resolveOnce(ended, processing, make.event(ended))),
        kind(() -> stores.executions().resolveOnce(ended, ended.state(), make.event(ended))),
        kind(() -> stores.executions().moveIf(nowhere.id(), pending, processing)),
        kind(() -> stores.executions().moveIf(nowhere.id(), processing, ended.state())),
        kind(() -> stores.attempts().find(nowhere.id(), 1)),
        kind(() -> stores.attempts().adoptToken(nowhere.id(), 1, "token")),
        kind(() -> stores.attempts().claimPoll(nowhere.id(), 1, 0)),
        kind(() -> stores.attempts().recordOutcome(nowhere.id(), 1, lost, null)),
        kind(() -> stores.attempts().create(attempt)),
        kind(() -> stores.attempts().create(attempt)),
        kind(() ->
            stores.attempts().find(nowhere.id(), 1).map(Attempt::phase).orElse(Phase.WAITING)),
        kind(() -> stores.ledger().credit(entry(make, account, EntryType.HOLD, "1"))),
        kind(() -> stores.ledger().credit(entry(make, account, EntryType.CREDIT, "0"))),
        kind(() -> stores.ledger().balance(account)),
        kind(() -> stores.outbox().find(nowhere.id(), Slot.FINAL)));
  }

  private static LedgerEntry entry(Executions make, Account account, EntryType type, String usd) {
    LedgerEntry payment = make.credit(account, Money.parse("1"));
    return new LedgerEntry(account, type, Money.parse(usd), payment.reference(), payment.at());
  }

  /** The answer, or which kind of exception. */
  private static String kind(Supplier<Object> call) {
    try {
      return String.valueOf(call.get());
    } catch (RuntimeException refused) {
      return refused.getClass().getSimpleName();
    }
  }
}
