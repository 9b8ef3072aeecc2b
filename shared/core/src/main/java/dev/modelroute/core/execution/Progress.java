package dev.modelroute.core.execution;

import java.util.List;
import java.util.Optional;

/**
 * How far an execution got.
 *
 * @param attempts by number
 */
public record Progress(Execution execution, List<Attempt> attempts) {
  public Progress {
    attempts = List.copyOf(attempts);
  }

  /** The attempt that has a result, if any. */
  public Optional<Attempt> succeeded() {
    return attempts.stream()
        .filter(attempt -> attempt.outcome() instanceof AttemptOutcome.Succeeded)
        .findFirst();
  }

  /** The attempt of that number. */
  public Optional<Attempt> attempt(int number) {
    return attempts.stream().filter(attempt -> attempt.number() == number).findFirst();
  }
}
