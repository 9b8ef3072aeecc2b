package dev.modelroute.proof;

import dev.modelroute.core.execution.AttemptStore;
import dev.modelroute.core.execution.ExecutionStore;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.identity.KeyStore;
import dev.modelroute.core.money.Ledger;
import dev.modelroute.core.webhook.Outbox;
import dev.modelroute.testkit.contract.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Stores below a loop of eight tries as the adapters have one: a share of the tries is not carried
 * out, as many are carried out and their answer is lost, and the next try carries them out again.
 * Where money moves that is harsher than the adapters, whose next try is known as the same request;
 * a start and the writes of attempts are known again here as there.
 */
final class Unsteady implements Stores {
  private static final int TRIES = 8;

  /** What counts as carried out when it was, although the answer of that try was lost. */
  private static final Set<String> KNOWN_AGAIN =
      Set.of("start", "create", "markWaiting", "recordOutcome");

  private final Stores steady;
  private final int percent;
  private final Random random;
  private final AtomicLong faults = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private volatile boolean faulty;

  /**
   * @param percent of the tries that go wrong
   */
  Unsteady(Stores steady, int percent, long seed) {
    this.steady = steady;
    this.percent = percent;
    random = new Random(seed);
  }

  void faulty(boolean now) {
    faulty = now;
  }

  long faults() {
    return faults.get();
  }

  /** Calls that failed eight times. */
  long givenUp() {
    return givenUp.get();
  }

  private <T> T unsteady(Class<T> port, T store) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (ignored, method, arguments) -> call(store, method, arguments)));
  }

  private @Nullable Object call(
      Object store, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    @Nullable Object known = null;
    for (int tries = 1; tries <= TRIES; tries++) {
      boolean wrong = faulty && random.nextInt(100) < percent;
      boolean lost = wrong && random.nextBoolean();
      @Nullable Object answer = wrong && !lost ? null : invoke(store, method, arguments);
      if (!wrong) {
        return known == null ? answer : known;
      }
      known = known == null ? lostAnswer(method, answer) : known;
      faults.incrementAndGet();
    }
    givenUp.incrementAndGet();
    throw new StoreUnavailableException("eight tries of " + method.getName(), null);
  }

  private static @Nullable Object lostAnswer(Method method, @Nullable Object answer) {
    return KNOWN_AGAIN.contains(method.getName()) ? answer : null;
  }

  private static @Nullable Object invoke(
      Object store, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }

  @Override
  public ExecutionStore executions() {
    return unsteady(ExecutionStore.class, steady.executions());
  }

  @Override
  public AttemptStore attempts() {
    return unsteady(AttemptStore.class, steady.attempts());
  }

  @Override
  public Ledger ledger() {
    return unsteady(Ledger.class, steady.ledger());
  }

  @Override
  public KeyStore keys() {
    return steady.keys();
  }

  @Override
  public Outbox outbox() {
    return unsteady(Outbox.class, steady.outbox());
  }
}
