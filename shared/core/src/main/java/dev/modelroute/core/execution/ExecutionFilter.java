package dev.modelroute.core.execution;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which executions a list shows; null and empty mean any.
 *
 * @param createdAfter exclusive
 * @param createdBefore exclusive
 * @param metadata pairs that must all be there
 */
public record ExecutionFilter(
    @Nullable ExecutionState state,
    @Nullable String model,
    @Nullable Instant createdAfter,
    @Nullable Instant createdBefore,
    Map<String, String> metadata) {
  public static final ExecutionFilter ANY = new ExecutionFilter(null, null, null, null, Map.of());

  public ExecutionFilter {
    metadata = Map.copyOf(metadata);
  }

  public boolean accepts(Execution execution) {
    return (state == null || execution.state() == state)
        && (model == null || execution.request().model().equals(model))
        && (createdAfter == null || execution.createdAt().isAfter(createdAfter))
        && (createdBefore == null || execution.createdAt().isBefore(createdBefore))
        && execution.request().metadata().entrySet().containsAll(metadata.entrySet());
  }
}
