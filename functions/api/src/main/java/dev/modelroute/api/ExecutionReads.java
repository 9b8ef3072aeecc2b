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
import java.util.Optional;

/** Finds an organisation's executions; another one's is as absent as a missing one. */
@Singleton
final class ExecutionReads {
  private final ExecutionStore executions;
  private final LongPoll longPoll;

  ExecutionReads(ExecutionStore executions, LongPoll longPoll) {
    this.executions = executions;
    this.longPoll = longPoll;
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
    return longPoll.until(
        wait, () -> find(organization, id), seen -> seen.isEmpty() || seen.get().isTerminal());
  }

  Page<Execution> list(Account account, ExecutionFilter filter, PageRequest page) {
    return executions.list(account, filter, page);
  }
}
