package dev.modelroute.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.money.Money;
import dev.modelroute.testkit.fixture.ExecutionDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an idempotency key does to {@code ExecutionStore.accept}. */
public abstract class IdempotencyContract extends StoreContract {
  private static final String KEY = "order-1";

  @Test
  void a_hundred_accepts_with_one_key_at_once_make_one_execution() {
    Account account = funded("10");
    List<Execution> tries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      tries.add(draft(account).build());
    }
    List<Acceptance> answers = Parallel.call(100, i -> stores.executions().accept(tries.get(i)));

    List<Execution> accepted = new ArrayList<>();
    List<Execution> replayed = new ArrayList<>();
    for (Acceptance answer : answers) {
      if (answer instanceof Acceptance.Accepted(Execution execution)) {
        accepted.add(execution);
      } else if (answer instanceof Acceptance.Replayed(Execution execution)) {
        replayed.add(execution);
      }
    }
    assertEquals(1, accepted.size());
    assertEquals(99, replayed.size());
    replayed.forEach(execution -> assertEquals(accepted.getFirst(), execution));
    Invariants.check(stores, account, accepted);
  }

  @Test
  void a_replay_shows_the_execution_as_it_is_now() {
    Account account = funded("1");
    Execution first = accepted(draft(account).build());
    assertEquals(replayed(first), again(account));
    Execution started = started(first);
    assertEquals(replayed(started), again(account));
    Execution ended = ended(started, make.completed(Money.parse("0.04")));
    assertEquals(replayed(ended), again(account));
    Invariants.check(stores, account, List.of(ended));
  }

  @Test
  void the_same_call_repeated_is_accepted_again_and_holds_once() {
    Account account = funded("0.048");
    Execution execution = accepted(draft(account).build());
    accepted(execution);
    Invariants.check(stores, account, List.of(execution));
  }

  @Test
  void another_request_under_the_same_key_is_a_conflict_that_names_the_first() {
    Account account = funded("1");
    Execution first = accepted(draft(account).build());
    Execution other = draft(account).estimate("0.041").build();
    assertEquals(new Acceptance.KeyConflict(first.id()), stores.executions().accept(other));
    Invariants.check(stores, account, List.of(first));
  }

  @Test
  void the_key_decides_before_the_balance_is_looked_at() {
    Account account = funded("0.048");
    Execution first = accepted(draft(account).build());
    assertEquals(Money.ZERO, stores.ledger().balance(account).available());
    assertEquals(replayed(first), again(account));
    Execution dear = draft(account).estimate("5").build();
    assertEquals(new Acceptance.KeyConflict(first.id()), stores.executions().accept(dear));
  }

  @Test
  void a_refusal_uses_up_no_key() {
    Account account = funded("0.010");
    Execution refused = draft(account).build();
    assertEquals(new Acceptance.InsufficientBalance(), stores.executions().accept(refused));
    assertEquals(Optional.empty(), stores.executions().find(refused.id()));
    stores.ledger().credit(make.credit(account, Money.parse("1")));
    Execution second = accepted(draft(account).build());
    Invariants.check(stores, account, List.of(second));
  }

  @Test
  void an_account_never_credited_accepts_nothing() {
    Execution execution = draft(make.account()).build();
    assertEquals(new Acceptance.InsufficientBalance(), stores.executions().accept(execution));
  }

  @Test
  void a_key_of_another_organisation_is_another_key() {
    Account one = funded("1");
    Account two = funded("1");
    Execution first = accepted(draft(one).build());
    Execution second = accepted(draft(two).build());
    Invariants.check(stores, one, List.of(first));
    Invariants.check(stores, two, List.of(second));
  }

  @Test
  void both_accounts_of_an_organisation_share_their_keys() {
    Account live = funded("1");
    Account test = new Account(live.organization(), AccountMode.TEST);
    stores.ledger().credit(make.credit(test, Money.parse("1")));
    Execution first = accepted(draft(live).build());
    assertEquals(
        new Acceptance.KeyConflict(first.id()), stores.executions().accept(draft(test).build()));
  }

  @Test
  void a_replay_after_each_ending_answers_with_it_and_moves_nothing() {
    Account account = funded("1");
    List<Ending> endings = List.of(new Ending.Cancelled(), new Ending.Expired());
    List<Execution> all = new ArrayList<>();
    for (Ending ending : endings) {
      String key = "key-of-" + ending.state();
      Execution first = accepted(make.pending(account).key(key).build());
      Execution ended = ended(first, ending);
      all.add(ended);
      assertEquals(
          replayed(ended), stores.executions().accept(make.pending(account).key(key).build()));
    }
    Invariants.check(stores, account, all);
  }

  @Test
  void what_a_key_would_answer_can_be_asked_without_a_request() {
    Account account = funded("1");
    assertEquals(Optional.empty(), ask(draft(account).build()));
    Execution first = accepted(draft(account).build());
    assertEquals(Optional.of(replayed(first)), ask(draft(account).build()));
    assertEquals(
        Optional.of(new Acceptance.KeyConflict(first.id())),
        ask(draft(account).estimate("0.041").build()));
    assertEquals(Optional.empty(), ask(draft(make.account()).build()));
    Execution ended = ended(first, new Ending.Cancelled());
    assertEquals(Optional.of(replayed(ended)), ask(draft(account).build()));
    Invariants.check(stores, account, List.of(ended));
  }

  protected final Optional<Acceptance> ask(Execution like) {
    return stores
        .executions()
        .replay(
            like.organization(),
            like.request().key(),
            like.request().fingerprint(),
            time.instant());
  }

  private ExecutionDraft draft(Account account) {
    return make.pending(account).key(KEY);
  }

  private Acceptance again(Account account) {
    return stores.executions().accept(draft(account).build());
  }

  private static Acceptance replayed(Execution execution) {
    return new Acceptance.Replayed(execution);
  }
}
