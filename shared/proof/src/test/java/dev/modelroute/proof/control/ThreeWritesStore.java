package dev.modelroute.proof.control;

import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.execution.ExecutionStore.Resolved;
import dev.modelroute.core.money.Balance.Delta;
import dev.modelroute.core.money.EntryType;
import dev.modelroute.core.money.LedgerEntry;
import dev.modelroute.core.money.Money;
import dev.modelroute.core.money.Resolution;
import dev.modelroute.core.webhook.WebhookEvent;
import dev.modelroute.testkit.crash.CrashPoints;
import dev.modelroute.testkit.memory.MemoryPlatform;
import dev.modelroute.testkit.memory.RawRows;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settle that everybody writes first: look whether the execution is still open, then move the
 * balance, then write the entries, then the state. Each step is right; together they are not one.
 * All other methods are the twin's.
 */
final class ThreeWritesStore {
  private final ExecutionStore right;
  private final Writes writes;

  private ThreeWritesStore(MemoryPlatform twins, CrashPoints points) {
    right = twins.executions();
    writes = points.wrap(Writes.class, new Steps(twins.raw()));
  }

  static ExecutionStore over(MemoryPlatform twins, CrashPoints points) {
    ThreeWritesStore wrong = new ThreeWritesStore(twins, points);
    return (ExecutionStore)
        Proxy.newProxyInstance(
            ExecutionStore.class.getClassLoader(),
            new Class<?>[] {ExecutionStore.class},
            (ignored, method, arguments) -> wrong.call(method, arguments));
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null
        && method.getName().equals("resolveOnce")
        && arguments[0] instanceof Execution ended
        && arguments[1] instanceof ExecutionState from
        && arguments[2] instanceof WebhookEvent event) {
      return resolve(ended, from, event);
    }
    try {
      return method.invoke(right, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }

  private Resolved resolve(Execution ended, ExecutionState from, WebhookEvent event) {
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
}
