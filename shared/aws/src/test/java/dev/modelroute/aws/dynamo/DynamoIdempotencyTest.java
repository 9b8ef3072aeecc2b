package dev.modelroute.aws.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionStore.Acceptance;
import dev.modelroute.core.identity.Account;
import dev.modelroute.testkit.contract.IdempotencyContract;
import dev.modelroute.testkit.contract.Invariants;
import dev.modelroute.testkit.contract.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DynamoIdempotencyTest extends IdempotencyContract {
  @Override
  protected Stores newStores() {
    return EmbeddedStores.fresh();
  }

  /** The database removes an expired row a day or two late: the condition knows better. */
  @Test
  void it7_a_key_is_free_once_its_time_is_over_though_its_row_is_there() {
    Account account = funded("1");
    Execution first = accepted(make.pending(account).key("order-7").build());
    Instant end = time.instant().plusSeconds(3600);
    expire(first, end);

    time.set(end);
    Execution again = make.pending(account).key("order-7").build();
    assertEquals(new Acceptance.Replayed(first), stores.executions().accept(again));
    assertEquals(Optional.of(new Acceptance.Replayed(first)), ask(again));

    time.set(end.plusSeconds(1));
    Execution next = make.pending(account).key("order-7").build();
    assertEquals(Optional.empty(), ask(next));
    accepted(next);
    assertEquals(Optional.of(new Acceptance.Replayed(next)), ask(next));
    Invariants.check(stores, account, List.of(first, next));
  }

  private void expire(Execution execution, Instant at) {
    EmbeddedStores own = (EmbeddedStores) stores;
    DynamoTable table =
        new DynamoTable(
            own.client(), own.prefix() + "executions", new Retries(new Random(1), p -> {}));
    table.updateIf(
        RowUpdate.of(ExecutionRow.idempotency(execution.organization(), execution.request().key()))
            .set(ExecutionRow.EXPIRES, at.getEpochSecond())
            .whenPresent());
  }
}
