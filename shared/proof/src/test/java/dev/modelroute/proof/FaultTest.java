package dev.modelroute.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.proof.embedded.EmbeddedTables;
import dev.modelroute.proof.embedded.FaultyConnection;
import dev.modelroute.testkit.flow.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * MT8: of all tries 30 % go wrong, and 64 threads go on. The twins stand the full count in {@code
 * verify}, behind a loop of tries like the adapters' own; embedded DynamoDB gets injected answers
 * of the real service, and the full count nightly.
 */
@ExtendWith(ProofPage.class)
class FaultTest {
  private static final int THREADS = 64;
  private static final int PERCENT = 30;
  private static final long SEED = 8_000;

  @Test
  void twenty_thousand_executions_on_unsteady_twins_are_neither_lost_nor_doubled() {
    Ground ground = Ground.inMemory();
    Unsteady stores = new Unsteady(ground.twins(), PERCENT, SEED);
    int executions = 20_000;
    Crowd crowd = new Crowd(ground.with(stores), executions);

    stores.faulty(true);
    crowd.run(THREADS);
    stores.faulty(false);

    Map<ExecutionState, Integer> states = crowd.settleDown();
    assertTrue(stores.faults() > executions, "hardly anything went wrong");
    Tally.add("MT8", "twins", "executions by 64 threads, " + states, executions);
    Tally.add("MT8", "twins", "faults injected (30 % of tries)", stores.faults());
    Tally.add("MT8", "twins", "calls given up after 8 tries", stores.givenUp());
  }

  @Test
  void executions_over_a_faulty_connection_are_neither_lost_nor_doubled() {
    List<FaultyConnection> connections = new ArrayList<>();
    EmbeddedTables tables =
        new EmbeddedTables(real -> {
          connections.add(new FaultyConnection(real, PERCENT, SEED));
          return connections.getFirst();
        });
    int executions = Effort.of(200, 20_000);
    Crowd crowd = new Crowd(tables.ground(), executions);

    connections.getFirst().faulty(true);
    crowd.run(THREADS);
    connections.getFirst().faulty(false);

    Map<ExecutionState, Integer> states = crowd.settleDown();
    Map<String, Long> injected = connections.getFirst().injected();
    assertTrue(injected.values().stream().allMatch(count -> count > 0), injected.toString());
    Tally.add("MT8", "embedded DynamoDB", "executions by 64 threads, " + states, executions);
    String what = "faults injected (30 % of requests), " + injected;
    long faults = injected.values().stream().mapToLong(Long::longValue).sum();
    Tally.add("MT8", "embedded DynamoDB", what, faults);
    Tally.add("MT8", "embedded DynamoDB", "503 met and repeated", crowd.unavailable());
    String mistaken = "dispatches that took their own lost answer for another run";
    Tally.add("MT8", "embedded DynamoDB", mistaken, crowd.mistaken());
  }

  @Test
  void of_200_at_once_exactly_as_many_get_a_hold_as_there_is_money_for() {
    EmbeddedTables tables = new EmbeddedTables(UnaryOperator.identity());
    for (int shards : List.of(1, 8)) {
      assertEquals(50, Crowd.acceptedOf(Ground.inMemory(), 200, 50, shards), "twins " + shards);
      assertEquals(50, Crowd.acceptedOf(tables.ground(), 200, 50, shards), "embedded " + shards);
      String what = "202 of 200 parallel submits on money for 50, shards: " + shards;
      Tally.add("MT8", "both", what, 50);
    }
  }
}
