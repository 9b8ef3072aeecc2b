package dev.modelroute.proof;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.proof.Linearization.Done;
import dev.modelroute.proof.Operation.Books;
import dev.modelroute.testkit.contract.Stores;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.flow.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** An account with three open executions, and four threads that ask it for three things each. */
final class Recorder {
  static final int THREADS = 4;
  private static final int EACH = 3;
  private static final int OPEN = 3;
  private static final int KINDS = 8;
  private static final Money HELD = Money.parse("0.120");

  private final Ground ground;
  private final ExecutionStore executions;
  private final Ledger ledger;
  private final Executions make;
  private final Account account;
  private final List<Execution> open = new ArrayList<>();
  private final List<Done> history = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger clock = new AtomicInteger();
  private final List<List<Operation>> plans = new ArrayList<>();
  private final Books books;

  Recorder(Ground ground, RandomGenerator random) {
    this.ground = ground;
    Stores stores = ground.stores();
    executions = ground.points().wrap(ExecutionStore.class, stores.executions());
    ledger = ground.points().wrap(Ledger.class, stores.ledger());
    make = new Executions(ground.time(), ground.ids());
    account = make.account();
    stores.ledger().credit(make.credit(account, Money.parse("1")));
    Map<Integer, Money> holds = new HashMap<>();
    for (int i = 0; i < OPEN; i++) {
      Execution pending = make.pending(account).estimate("0.1").build();
      stores.executions().accept(pending);
      Execution started = make.started(pending);
      stores.executions().start(started, make.event(started), make.attempt(pending, 1));
      open.add(started);
      holds.put(i, HELD);
    }
    books = new Books(stores.ledger().balance(account), holds);
    for (int thread = 0; thread < THREADS; thread++) {
      plans.add(random.ints(EACH, 0, KINDS).mapToObj(kind -> draw(kind, random)).toList());
    }
  }

  private static Operation draw(int kind, RandomGenerator random) {
    int number = random.nextInt(OPEN);
    return switch (kind) {
      case 0, 1 -> new Operation.Hold("key-" + number, Money.parse("0." + (2 + number) + "5"));
      case 2, 3 -> new Operation.Resolve(number, Optional.of(Money.parse("0.0" + (number + 1))));
      case 4 -> new Operation.Resolve(number, Optional.empty());
      case 5 -> new Operation.Credit("payment-" + number, Money.parse("0.25"));
      default -> new Operation.Read();
    };
  }

  /** What each thread does. */
  List<Runnable> threads() {
    return plans.stream().<Runnable>map(plan -> () -> plan.forEach(this::ask)).toList();
  }

  private void ask(Operation operation) {
    int asked = clock.incrementAndGet();
    String answer =
        switch (operation) {
          case Operation.Hold(String key, Money estimate) -> hold(key, estimate);
          case Operation.Resolve(int number, Optional<Money> charge) -> resolve(number, charge);
          case Operation.Credit(String reference, Money amount) -> credit(reference, amount);
          case Operation.Read ignored -> ledger.balance(account).toString();
        };
    history.add(new Done(operation, answer, asked, clock.incrementAndGet()));
  }

  private String hold(String key, Money estimate) {
    Execution wanted =
        make.pending(account)
            .key(key)
            .estimate(estimate.toUsd())
            .timeout(Duration.ofHours(1))
            .build();
    return switch (executions.accept(wanted, HoldTerms.PLAIN)) {
      case Acceptance.Accepted ignored -> "OK";
      case Acceptance.Replayed ignored -> "REPLAYED";
      case Acceptance.KeyConflict ignored -> "CONFLICT";
      case Acceptance.InsufficientBalance ignored -> "SHORT";
      case Acceptance.OverBudget ignored -> "OVER_BUDGET";
    };
  }

  private String resolve(int number, Optional<Money> charge) {
    Execution from = open.get(number);
    Ending ending = charge.<Ending>map(make::completed).orElseGet(Ending.Cancelled::new);
    Execution ended = from.ended(ending, ground.time().instant());
    return switch (executions.resolveOnce(ended, from.state(), make.event(ended))) {
      case Resolved.Ended ignored -> "OK";
      case Resolved.AlreadyEnded(Execution before) -> "ALREADY_" + before.state();
      case Resolved.StateMoved(Execution moved) -> "MOVED_" + moved.state();
    };
  }

  private String credit(String reference, Money amount) {
    LedgerEntry entry =
        new LedgerEntry(account, EntryType.CREDIT, amount, reference, ground.time().instant());
    return ledger.credit(entry) ? "OK" : "KNOWN";
  }

  List<Done> history() {
    return List.copyOf(history);
  }

  /** Whether one thread alone could have got these answers in some order that fits the times. */
  boolean isLinearizable() {
    return new Linearization(history()).exists(books.copy());
  }
}
