package dev.modelroute.core.flow;

import java.util.Arrays;
import java.util.Optional;

/** The error names that the state machine's file retries and catches. */
public enum TaskError {
  /** An attempt failed and another may help. */
  RETRYABLE("Provider.Retryable"),
  /** Nothing was called: no capacity now. */
  BUSY("Provider.Busy"),
  /** Final; the code is on the attempt row. */
  FAILED("Provider.Failed"),
  /** The deadline passed. */
  EXPIRED("Execution.Expired"),
  /** The execution was over already. */
  CANCELLED("Cancelled");

  private final String text;

  TaskError(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public static Optional<TaskError> parse(String text) {
    return Arrays.stream(values()).filter(error -> error.text.equals(text)).findFirst();
  }
}
