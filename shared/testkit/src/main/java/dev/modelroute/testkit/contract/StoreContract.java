package dev.modelroute.testkit.contract;

import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Money;
import dev.modelroute.testkit.fixture.Executions;
import dev.modelroute.testkit.time.CountingIds;
import dev.modelroute.testkit.time.SettableTime;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;

/** What all store contracts start from: empty stores, a time, and the moves of an execution. */
public abstract class StoreContract {
  protected final SettableTime time = new SettableTime();
  protected final CountingIds ids = new CountingIds();
  protected final Executions make = new Executions(time, ids);
  protected Stores stores = none();

  /** Stores without a single row. */
  protected abstract Stores newStores();

  @BeforeEach
  final void openStores() {
    stores = newStores();
  }

  /** The live account of a new organisation with some money. */
  protected final Account funded(String usd) {
    Account account = make.account();
    Assertions.assertTrue(stores.ledger().credit(make.credit(account, Money.parse(usd))));
    return account;
  }

  protected final Execution accepted(Execution execution) {
    Assertions.assertEquals(
        new Acceptance.Accepted(execution), stores.executions().accept(execution));
    return execution;
  }

  protected final Execution started(Execution pending) {
    Execution started = make.started(pending);
    Assertions.assertTrue(
        stores.executions().start(started, make.event(started), make.attempt(pending, 1)));
    return started;
  }

  protected final Execution ended(Execution open, Ending ending) {
    Execution ended = open.ended(ending, time.instant());
    Assertions.assertEquals(new Resolved.Ended(ended), resolve(ended, open.state()));
    return ended;
  }

  protected final Resolved resolve(Execution ended, ExecutionState from) {
    return stores.executions().resolveOnce(ended, from, make.event(ended));
  }

  protected final Execution found(Execution execution) {
    return stores.executions().find(execution.id()).orElseThrow();
  }

  private static Stores none() {
    return new dev.modelroute.testkit.memory.MemoryPlatform();
  }
}
