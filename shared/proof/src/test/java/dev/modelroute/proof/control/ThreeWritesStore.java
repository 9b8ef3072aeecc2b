package dev.modelroute.proof.control;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionFilter;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.money.Balance.Delta;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.Resolution;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.memory.RawRows;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The settle that everybody writes first: look whether the execution is still open, then move the
 * balance, then write the entries, then the state. Each step is right; together they are not one.
 */
final class ThreeWritesStore implements ExecutionStore {
  private final ExecutionStore right;
  private final Writes writes;

  ThreeWritesStore(MemoryPlatform twins, CrashPoints points) {
    right = twins.executions();
    writes = points.wrap(Writes.class, new Steps(twins.raw()));
  }

  @Override
  public Resolved resolveOnce(Execution ended, ExecutionState from, WebhookEvent event) {
    Execution now = right.find(ended.id()).orElseThrow();
    if (now.isTerminal()) {
      return new Resolved.AlreadyEnded(now);
    }
    if (now.state() != from) {
      return new Resolved.StateMoved(now);
    }
    writes.balance(ended);
    writes.entries(ended);
    writes.state(ended, event);
    return new Resolved.Ended(ended);
  }

  private record Steps(RawRows rows) implements Writes {
    @Override
    public void balance(Execution ended) {
      Resolution resolution = ended.resolution().orElseThrow();
      rows.balance(
          ended.account(),
          new Delta(resolution.released(), ended.hold().negated(), resolution.captured()));
    }

    @Override
    public void entries(Execution ended) {
      Resolution resolution = ended.resolution().orElseThrow();
      write(ended, EntryType.CAPTURE, resolution.captured());
      write(ended, EntryType.RELEASE, resolution.released());
    }

    private void write(Execution ended, EntryType type, Money amount) {
      if (amount.isPositive()) {
        Instant at = Objects.requireNonNull(ended.completedAt());
        rows.entry(new LedgerEntry(ended.account(), type, amount, ended.id().value(), at));
      }
    }

    @Override
    public void state(Execution ended, WebhookEvent event) {
      rows.execution(ended);
      rows.event(event);
    }
  }

  @Override
  public Acceptance accept(Execution execution) {
    return right.accept(execution);
  }

  @Override
  public Optional<Execution> find(ExecutionId id) {
    return right.find(id);
  }

  @Override
  public Page<Execution> list(Account account, ExecutionFilter filter, PageRequest page) {
    return right.list(account, filter, page);
  }

  @Override
  public boolean start(Execution started, WebhookEvent event) {
    return right.start(started, event);
  }

  @Override
  public boolean moveIf(ExecutionId id, ExecutionState from, ExecutionState to) {
    return right.moveIf(id, from, to);
  }

  @Override
  public List<ExecutionId> due(Instant before, int limit) {
    return right.due(before, limit);
  }

  @Override
  public void defer(ExecutionId id, Instant dueAt) {
    right.defer(id, dueAt);
  }
}
