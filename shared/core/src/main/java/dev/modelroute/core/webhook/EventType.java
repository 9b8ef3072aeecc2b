package dev.modelroute.core.webhook;

import dev.modelroute.core.execution.ExecutionState;
import java.util.Arrays;
import java.util.Optional;

/** What a webhook tells; each at most once per execution. */
public enum EventType {
  STARTED("execution.started"),
  COMPLETED("execution.completed"),
  /** FAILED and EXPIRED alike. */
  FAILED("execution.failed"),
  CANCELLED("execution.cancelled");

  private final String text;

  EventType(String text) {
    this.text = text;
  }

  /** The form on the wire: {@code execution.completed}. */
  public String text() {
    return text;
  }

  public static Optional<EventType> parse(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }

  /** The event of a state. */
  public static EventType of(ExecutionState state) {
    return switch (state) {
      case PROCESSING -> STARTED;
      case COMPLETED -> COMPLETED;
      case FAILED, EXPIRED -> FAILED;
      case CANCELLED -> CANCELLED;
      case PENDING, AWAITING_WEBHOOK ->
          throw new IllegalArgumentException("no event tells of " + state);
    };
  }
}
