package dev.modelroute.aws.dynamo;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.SpendCounter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the holds of the executions are counted that were read last. That never changes once an
 * execution is accepted, so who has just read one need not read it again to end it; whether the
 * hold is still open is for the transaction's condition.
 */
final class RecentHolds {
  private static final int KEPT = 256;

  private final Map<ExecutionId, Counted> holds =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ExecutionId, Counted> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * Where one hold is counted.
   *
   * @param shards how much of it lies on which shard
   * @param counters the budgets it is counted in
   */
  record Counted(Map<String, Money> shards, List<SpendCounter> counters) {
    Counted {
      // In the order in which a charge is taken.
      shards = Collections.unmodifiableMap(new TreeMap<>(shards));
      counters = List.copyOf(counters);
    }
  }

  synchronized void note(ExecutionId id, Counted counted) {
    holds.put(id, counted);
  }

  synchronized Optional<Counted> of(ExecutionId id) {
    return Optional.ofNullable(holds.get(id));
  }

  synchronized void forget(ExecutionId id) {
    holds.remove(id);
  }
}
