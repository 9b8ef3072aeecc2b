package dev.modelroute.api;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionFilter;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.OrgId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Finds an organisation's executions; another one's is as absent as a missing one. */
@Singleton
final class ExecutionReads {
  static final int MAX_WAIT_SECONDS = 25;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final ExecutionStore executions;
  private final InstantSource time;
  private final Pause pause;

  ExecutionReads(ExecutionStore executions, InstantSource time, Pause pause) {
    this.executions = executions;
    this.time = time;
    this.pause = pause;
  }

  /**
   * @param id as the caller wrote it
   */
  Optional<Execution> find(OrgId organization, String id) {
    return ExecutionId.parse(id)
        .flatMap(executions::find)
        .filter(execution -> execution.organization().equals(organization));
  }

  /** As it is when it becomes terminal, or else when the wait is over. */
  Optional<Execution> await(OrgId organization, String id, Duration wait) {
    Instant until = time.instant().plus(wait);
    Duration next = FIRST_PAUSE;
    Optional<Execution> seen = find(organization, id);
    while (seen.isPresent() && !seen.get().isTerminal() && time.instant().isBefore(until)) {
      if (!paused(shorter(next, Duration.between(time.instant(), until)))) {
        return seen;
      }
      next = shorter(next.multipliedBy(2), LONGEST_PAUSE);
      seen = find(organization, id);
    }
    return seen;
  }

  Page<Execution> list(Account account, ExecutionFilter filter, PageRequest page) {
    return executions.list(account, filter, page);
  }

  private boolean paused(Duration duration) {
    try {
      pause.pause(duration);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Duration shorter(Duration left, Duration right) {
    return left.compareTo(right) <= 0 ? left : right;
  }
}
