package dev.modelroute.testkit.memory;

import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.DueTimes;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionFilter;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionRequest;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.IdempotencyKey;
import dev.modelroute.core.execution.Progress;
import dev.modelroute.core.execution.RequestFingerprint;
import dev.modelroute.core.id.Page;
import dev.modelroute.core.id.PageRequest;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.OrgId;
import dev.modelroute.core.money.Budget;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.HoldTerms;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.PlatformLoss;
import dev.modelroute.core.money.Resolution;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.testkit.memory.MemoryRows.ExecutionRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Executions in memory; see {@link MemoryPlatform}. */
public final class MemoryExecutionStore implements ExecutionStore {
  private final MemoryRows rows;

  MemoryExecutionStore(MemoryRows rows) {
    this.rows = rows;
  }

  @Override
  public Acceptance accept(Execution execution, HoldTerms terms) {
    synchronized (rows) {
      Optional<Acceptance> earlier = earlier(execution);
      if (earlier.isPresent()) {
        return earlier.get();
      }
      if (rows.available(execution.account()).compareTo(execution.hold()) < 0) {
        return new Acceptance.InsufficientBalance();
      }
      Optional<Budget> exceeded = rows.exceeded(execution, terms);
      if (exceeded.isPresent()) {
        return new Acceptance.OverBudget(exceeded.get());
      }
      rows.count(execution, terms);
      rows.idempotency.put(
          name(execution.organization(), execution.request().key()), execution.id());
      put(execution, DueTimes.ofAccepted(execution));
      rows.post(entry(execution, EntryType.HOLD, execution.hold(), execution.createdAt()));
      return new Acceptance.Accepted(execution);
    }
  }

  private Optional<Acceptance> earlier(Execution execution) {
    ExecutionRequest request = execution.request();
    Optional<Acceptance> earlier =
        replay(
            execution.organization(), request.key(), request.fingerprint(), execution.createdAt());
    boolean own =
        earlier.isPresent()
            && earlier.get() instanceof Acceptance.Replayed(Execution same)
            && same.id().equals(execution.id());
    return own ? Optional.of(new Acceptance.Accepted(execution)) : earlier;
  }

  @Override
  public Optional<Acceptance> replay(
      OrgId organization, IdempotencyKey key, RequestFingerprint fingerprint, Instant now) {
    synchronized (rows) {
      return Optional.ofNullable(rows.idempotency.get(name(organization, key)))
          .map(this::current)
          .map(earlier ->
              earlier.request().fingerprint().equals(fingerprint)
                  ? new Acceptance.Replayed(earlier)
                  : new Acceptance.KeyConflict(earlier.id()));
    }
  }

  private static String name(OrgId organization, IdempotencyKey key) {
    return organization + "#" + key.digest();
  }

  @Override
  public Optional<Execution> find(ExecutionId id) {
    synchronized (rows) {
      return Optional.ofNullable(rows.executions.get(id)).map(ExecutionRow::execution);
    }
  }

  @Override
  public Optional<Progress> progress(ExecutionId id) {
    synchronized (rows) {
      return find(id)
          .map(execution ->
              new Progress(
                  execution,
                  List.copyOf(rows.attempts.getOrDefault(id, new TreeMap<>()).values())));
    }
  }

  @Override
  public Page<Execution> list(Account account, ExecutionFilter filter, PageRequest page) {
    @Nullable String position = page.position();
    synchronized (rows) {
      List<Execution> found =
          rows.executions.values().stream()
              .map(ExecutionRow::execution)
              .filter(execution -> execution.account().equals(account))
              .filter(filter::accepts)
              .filter(execution -> position == null || key(execution).compareTo(position) < 0)
              .sorted(Comparator.comparing(MemoryExecutionStore::key).reversed())
              .limit(page.limit() + 1L)
              .toList();
      return MemoryPages.cut(found, page.limit(), MemoryExecutionStore::key);
    }
  }

  @Override
  public boolean start(Execution started, WebhookEvent event, Attempt first) {
    synchronized (rows) {
      if (current(started.id()).state() != ExecutionState.PENDING || !rows.putAttempt(first)) {
        return false;
      }
      put(started, DueTimes.ofStarted(started));
      rows.putEvent(event);
      return true;
    }
  }

  @Override
  public boolean moveIf(ExecutionId id, ExecutionState from, ExecutionState to) {
    if (from == ExecutionState.PENDING || !from.mayBecome(to) || to.isTerminal()) {
      throw new IllegalArgumentException(from + " to " + to + " is no plain move");
    }
    synchronized (rows) {
      ExecutionRow row = row(id);
      if (row.execution().state() != from) {
        return false;
      }
      put(row.execution().moved(to), row.dueAt());
      return true;
    }
  }

  @Override
  public Resolved resolveOnce(Execution ended, ExecutionState from, WebhookEvent event) {
    if (!from.mayBecome(ended.state())) {
      throw new IllegalArgumentException(from + " may not become " + ended.state());
    }
    synchronized (rows) {
      Execution now = current(ended.id());
      if (now.isTerminal()) {
        return new Resolved.AlreadyEnded(now);
      }
      if (now.state() != from) {
        return new Resolved.StateMoved(now);
      }
      Resolution resolution = ended.resolution().orElseThrow();
      Instant at = Objects.requireNonNull(ended.completedAt());
      rows.postIfPositive(entry(ended, EntryType.CAPTURE, resolution.captured(), at));
      rows.postIfPositive(entry(ended, EntryType.RELEASE, resolution.released(), at));
      if (resolution.platformLoss().isPositive()) {
        rows.losses.add(new PlatformLoss(ended.id().value(), resolution.platformLoss(), at));
      }
      rows.countBack(ended, resolution.released());
      put(ended, null);
      rows.putEvent(event);
      return new Resolved.Ended(ended);
    }
  }

  @Override
  public List<ExecutionId> due(Instant before, int limit) {
    synchronized (rows) {
      return rows.executions.values().stream()
          .flatMap(row -> Due.of(row.execution().id(), row.dueAt()).stream())
          .filter(due -> !due.at().isAfter(before))
          .sorted(Comparator.comparing(Due::at))
          .limit(limit)
          .map(Due::id)
          .toList();
    }
  }

  @Override
  public void defer(ExecutionId id, Instant dueAt) {
    synchronized (rows) {
      ExecutionRow row = rows.executions.get(id);
      if (row != null && !row.execution().isTerminal()) {
        put(row.execution(), dueAt);
      }
    }
  }

  private void put(Execution execution, @Nullable Instant dueAt) {
    rows.putExecution(execution, dueAt);
  }

  private Execution current(ExecutionId id) {
    return row(id).execution();
  }

  private ExecutionRow row(ExecutionId id) {
    ExecutionRow row = rows.executions.get(id);
    if (row == null) {
      throw new IllegalStateException("there is no execution " + id);
    }
    return row;
  }

  private static LedgerEntry entry(Execution execution, EntryType type, Money amount, Instant at) {
    return new LedgerEntry(execution.account(), type, amount, execution.id().value(), at);
  }

  private static String key(Execution execution) {
    return "%015d#%s".formatted(execution.createdAt().toEpochMilli(), execution.id());
  }

  private record Due(ExecutionId id, Instant at) {
    static Optional<Due> of(ExecutionId id, @Nullable Instant at) {
      return at == null ? Optional.empty() : Optional.of(new Due(id, at));
    }
  }
}
