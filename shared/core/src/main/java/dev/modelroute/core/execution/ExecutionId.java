package dev.modelroute.core.execution;

import dev.modelroute.core.id.IdText;
import java.util.Optional;
import java.util.UUID;

/** Id of an execution: {@code exec_<uuid>}. */
public record ExecutionId(String value) {
  private static final String PREFIX = "exec";

  public ExecutionId {
    IdText.require(PREFIX, value);
  }

  public static ExecutionId of(UUID uuid) {
    return new ExecutionId(IdText.of(PREFIX, uuid));
  }

  /** The id when the text has its form, else empty. */
  public static Optional<ExecutionId> parse(String text) {
    return IdText.matches(PREFIX, text) ? Optional.of(new ExecutionId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
