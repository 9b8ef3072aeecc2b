package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.execution.Progress;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.money.Balance;
import dev.modelroute.core.money.Budget;
import dev.modelroute.core.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** State moves, resolving once, and round trips of {@code ExecutionStore}. */
public abstract class ExecutionStoreContract extends StoreContract {
  private static final Money COST = Money.parse("0.040");

  @Test
  void what_was_accepted_is_found_as_it_was() {
    Execution execution =
        accepted(
            make.pending(funded("1"))
                .metadata(Map.of("team", "α", "job", "7"))
                .webhookUrl("https://hooks.example/a")
                .input(JsonObject.builder().put("prompt", "\"ß\" \uD83D\uDE00").put("n", 2).build())
                .build());
    assertEquals(execution, found(execution));
    assertEquals(Optional.empty(), stores.executions().find(ExecutionId.of(ids.next())));
  }

  @Test
  void inputs_and_outputs_of_any_size_come_back() {
    for (int size : new int[] {10, 5_000, 150_000}) {
      String text = "ü".repeat(size);
      JsonObject json = JsonObject.builder().put("text", text).build();
      Execution pending = accepted(make.pending(funded("1")).input(json).build());
      assertEquals(pending, found(pending));
      Execution ended = ended(started(pending), new Ending.Completed(json, COST));
      assertEquals(ended, found(ended));
    }
  }

  @Test
  void every_ending_comes_back_as_it_was() {
    Account account = funded("1");
    List<Ending> endings =
        List.of(
            make.completed(COST),
            new Ending.Failed(ErrorCode.MODEL_OVERLOADED),
            new Ending.Cancelled(),
            new Ending.Expired());
    for (Ending ending : endings) {
      Execution open = started(accepted(make.pending(account).build()));
      time.advance(Duration.ofSeconds(3));
      Execution ended = ended(open, ending);
      assertEquals(ended, found(ended));
    }
  }

  @Test
  void an_execution_starts_once() {
    Execution pending = accepted(make.pending(funded("1")).build());
    Execution started = make.started(pending);
    List<Boolean> won = Parallel.call(16, i -> start(started));
    assertEquals(1, won.stream().filter(yes -> yes).count());
    assertEquals(started, found(pending));
  }

  @Test
  void an_execution_starts_with_its_first_attempt_or_not_at_all() {
    Execution pending = accepted(make.pending(funded("1")).build());
    assertEquals(
        Optional.of(new Progress(pending, List.of())), stores.executions().progress(pending.id()));
    assertTrue(stores.attempts().create(make.attempt(pending, 1)));
    assertFalse(start(make.started(pending)), "the number is taken");
    assertEquals(ExecutionState.PENDING, found(pending).state());
    Execution other = accepted(make.pending(pending.account()).build());
    Execution started = started(other);
    assertTrue(stores.attempts().create(make.attempt(other, 2)));
    Progress progress =
        new Progress(started, List.of(make.attempt(other, 1), make.attempt(other, 2)));
    assertEquals(Optional.of(progress), stores.executions().progress(other.id()));
    assertEquals(
        Optional.of(make.attempt(other, 1)),
        stores
            .attempts()
            .findByCallback(
                Optional.ofNullable(make.attempt(other, 1).callbackDigest()).orElseThrow()));
    assertEquals(Optional.empty(), stores.executions().progress(ExecutionId.of(ids.next())));
  }

  @Test
  void a_resolve_needs_no_read_before_it_and_one_after_a_read_is_the_same() {
    for (boolean read : new boolean[] {false, true}) {
      Execution open = started(accepted(make.pending(funded("1")).build()));
      if (read) {
        assertTrue(stores.executions().progress(open.id()).isPresent());
      }
      Execution moved = open.moved(ExecutionState.AWAITING_WEBHOOK);
      assertTrue(move(open.id(), ExecutionState.PROCESSING, ExecutionState.AWAITING_WEBHOOK));
      Execution ended = open.ended(new Ending.Cancelled(), time.instant());
      assertEquals(new Resolved.StateMoved(moved), resolve(ended, ExecutionState.PROCESSING));
      assertEquals(new Resolved.Ended(ended), resolve(ended, ExecutionState.AWAITING_WEBHOOK));
      assertEquals(
          new Resolved.AlreadyEnded(ended), resolve(ended, ExecutionState.AWAITING_WEBHOOK));
      assertEquals(Money.ZERO, stores.ledger().balance(open.account()).held());
    }
  }

  private boolean start(Execution started) {
    return stores.executions().start(started, make.event(started), make.attempt(started, 1));
  }

  @Test
  void an_ended_execution_does_not_start() {
    Execution pending = accepted(make.pending(funded("1")).build());
    ended(pending, new Ending.Cancelled());
    Execution started = make.started(pending);
    assertFalse(start(started));
    assertEquals(ExecutionState.CANCELLED, found(pending).state());
  }

  @Test
  void waiting_and_processing_alternate_only_from_the_state_named() {
    Execution pending = accepted(make.pending(funded("1")).build());
    ExecutionId id = pending.id();
    assertFalse(move(id, ExecutionState.PROCESSING, ExecutionState.AWAITING_WEBHOOK));
    Execution started = started(pending);
    assertTrue(move(id, ExecutionState.PROCESSING, ExecutionState.AWAITING_WEBHOOK));
    assertFalse(move(id, ExecutionState.PROCESSING, ExecutionState.AWAITING_WEBHOOK));
    assertEquals(started.moved(ExecutionState.AWAITING_WEBHOOK), found(pending));
    assertTrue(move(id, ExecutionState.AWAITING_WEBHOOK, ExecutionState.PROCESSING));
    ended(started, new Ending.Cancelled());
    assertFalse(move(id, ExecutionState.PROCESSING, ExecutionState.AWAITING_WEBHOOK));
  }

  @Test
  void no_plain_move_starts_or_ends_an_execution() {
    ExecutionId id = accepted(make.pending(funded("1")).build()).id();
    for (ExecutionState to : ExecutionState.values()) {
      assertThrows(
          IllegalArgumentException.class, () -> move(id, ExecutionState.PENDING, to), to.name());
      if (to != ExecutionState.AWAITING_WEBHOOK) {
        assertThrows(
            IllegalArgumentException.class,
            () -> move(id, ExecutionState.PROCESSING, to),
            to.name());
      }
    }
  }

  @Test
  void thirty_two_resolves_at_once_end_it_once() {
    Account account = funded("1");
    Execution open = started(accepted(make.pending(account).build()));
    List<Ending> endings =
        List.of(make.completed(COST), new Ending.Cancelled(), new Ending.Expired());
    List<Resolved> answers =
        Parallel.call(
            32, i -> resolve(open.ended(endings.get(i % 3), time.instant()), open.state()));

    Execution now = found(open);
    int ended = 0;
    for (Resolved answer : answers) {
      switch (answer) {
        case Resolved.Ended(Execution execution) -> {
          ended++;
          assertEquals(now, execution);
        }
        case Resolved.AlreadyEnded(Execution execution) -> assertEquals(now, execution);
        case Resolved.StateMoved(Execution execution) ->
            throw new AssertionError("no state moved: " + execution);
      }
    }
    assertEquals(1, ended);
    Invariants.check(stores, account, List.of(now));
  }

  @Test
  void the_output_kept_is_the_winners_whatever_its_size() {
    Account account = funded("1");
    Execution open = started(accepted(make.pending(account).build()));
    List<Resolved> answers =
        Parallel.call(8, i -> resolve(open.ended(large(i), time.instant()), open.state()));
    List<Execution> ended = new ArrayList<>();
    for (Resolved answer : answers) {
      if (answer instanceof Resolved.Ended(Execution execution)) {
        ended.add(execution);
      }
    }
    assertEquals(List.of(found(open)), ended);
  }

  private static Ending large(int number) {
    String text = Integer.toString(number).repeat(20_000);
    return new Ending.Completed(JsonObject.builder().put("text", text).build(), COST);
  }

  @Test
  void a_resolve_from_another_state_moves_nothing() {
    Account account = funded("1");
    Execution open = started(accepted(make.pending(account).build()));
    assertTrue(move(open.id(), ExecutionState.PROCESSING, ExecutionState.AWAITING_WEBHOOK));
    Balance before = stores.ledger().balance(account);
    Execution moved = open.moved(ExecutionState.AWAITING_WEBHOOK);

    Resolved answer = resolve(open.ended(make.completed(COST), time.instant()), open.state());

    assertEquals(new Resolved.StateMoved(moved), answer);
    assertEquals(moved, found(open));
    assertEquals(before, stores.ledger().balance(account));
  }

  @Test
  void a_pending_execution_can_not_complete() {
    Account account = funded("1");
    Execution pending = accepted(make.pending(account).build());
    Execution completed = make.started(pending).ended(make.completed(COST), time.instant());
    assertThrows(IllegalArgumentException.class, () -> resolve(completed, ExecutionState.PENDING));
    assertEquals(pending, found(pending));
    Invariants.check(stores, account, List.of(pending));
  }

  @Test
  void every_legal_ending_of_every_open_state_keeps_the_books() {
    Account account = funded("9");
    Map<ExecutionState, Ending> endings = new EnumMap<>(ExecutionState.class);
    endings.put(ExecutionState.COMPLETED, make.completed(COST));
    endings.put(ExecutionState.FAILED, new Ending.Failed(ErrorCode.GENERATION_FAILED));
    endings.put(ExecutionState.CANCELLED, new Ending.Cancelled());
    endings.put(ExecutionState.EXPIRED, new Ending.Expired());
    List<Execution> all = new ArrayList<>();
    for (ExecutionState from : ExecutionState.values()) {
      for (var end : endings.entrySet()) {
        if (from.mayBecome(end.getKey())) {
          all.add(ended(openIn(from, account), end.getValue()));
        }
      }
    }
    assertEquals(11, all.size());
    Invariants.check(stores, account, all);
  }

  private Execution openIn(ExecutionState state, Account account) {
    Execution execution = accepted(make.pending(account).build());
    if (state != ExecutionState.PENDING) {
      execution = started(execution);
    }
    if (state == ExecutionState.AWAITING_WEBHOOK) {
      assertTrue(move(execution.id(), ExecutionState.PROCESSING, state));
      execution = execution.moved(state);
    }
    return execution;
  }

  @Test
  void two_hundred_accepts_at_once_on_money_for_fifty_get_exactly_fifty() {
    Account account = funded("0.500");
    List<Execution> tries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      tries.add(make.pending(account).estimate("0.001").build());
    }
    List<Acceptance> answers = Parallel.call(200, i -> stores.executions().accept(tries.get(i)));

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
    assertEquals(50, accepted.size());
    assertEquals(
        new Balance(Money.ZERO, Money.parse("0.5"), Money.ZERO), stores.ledger().balance(account));
    Invariants.check(stores, account, accepted);
  }

  private boolean move(ExecutionId id, ExecutionState from, ExecutionState to) {
    return stores.executions().moveIf(id, from, to);
  }
}
