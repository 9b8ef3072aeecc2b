package dev.modelroute.aws.dynamo;

import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.money.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * On which shards the holds of the executions lie that were read last. That never changes once an
 * execution is accepted, so who has just read one need not read it again to end it; whether the
 * hold is still open is for the transaction's condition.
 */
final class RecentHolds {
  private static final int KEPT = 256;

  private final Map<ExecutionId, Map<String, Money>> shards =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ExecutionId, Map<String, Money>> eldest) {
          return size() > KEPT;
        }
      };

  synchronized void note(ExecutionId id, Map<String, Money> shardsOfHold) {
    shards.put(id, Map.copyOf(shardsOfHold));
  }

  synchronized Optional<Map<String, Money>> of(ExecutionId id) {
    return Optional.ofNullable(shards.get(id));
  }

  synchronized void forget(ExecutionId id) {
    shards.remove(id);
  }
}
