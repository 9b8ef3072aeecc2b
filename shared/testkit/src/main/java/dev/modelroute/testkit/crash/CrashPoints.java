package dev.modelroute.testkit.crash;

import dev.modelroute.core.id.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the use cases and the ports. Counts the calls, in order over all ports; ends the
 * process at one of them, or makes a port unavailable. Names of calls are {@code Port.method}.
 */
public final class CrashPoints {
  private final List<String> calls = new ArrayList<>();
  private final Set<String> unavailable = new HashSet<>();
  private final Set<String> unavailableAfter = new HashSet<>();
  private final Map<String, Runnable> before = new HashMap<>();
  private volatile CallWatch watch = new CallWatch() {};
  private int crashAt;
  private Moment crashMoment = Moment.BEFORE;
  private int pauseAt;
  private Runnable meanwhile = () -> {};

  /** Which side of a call. */
  public enum Moment {
    /** Nothing was written. */
    BEFORE,
    /** Written, but the caller never learns it. */
    AFTER
  }

  /** The port with its calls counted. */
  public <T> T wrap(Class<T> port, T twin) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (ignored, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? invoke(twin, method, arguments)
                    : call(port.getSimpleName() + "." + method.getName(), twin, method, arguments));
    return port.cast(proxy);
  }

  /**
   * Ends the process once, at a call still to come.
   *
   * @param call from 1, counted from now on
   */
  public synchronized void crash(int call, Moment moment) {
    calls.clear();
    crashAt = call;
    crashMoment = moment;
  }

  /**
   * Lets something else happen right before a call still to come, once.
   *
   * @param call from 1, counted from now on
   */
  public synchronized void pause(int call, Runnable event) {
    calls.clear();
    pauseAt = call;
    meanwhile = event;
  }

  /** Tells every call to a watch from now on. */
  public void watch(CallWatch next) {
    watch = next;
  }

  /** Makes a call throw, without effect, until {@link #heal}. */
  public synchronized void unavailable(String call) {
    unavailable.add(call);
  }

  /** Makes a call throw after it had its effect, until {@link #heal}. */
  public synchronized void unavailableAfter(String call) {
    unavailableAfter.add(call);
  }

  /** Lets something else happen right before the next such call, once. */
  public synchronized void before(String call, Runnable event) {
    before.put(call, event);
  }

  /** Everything works from now on. */
  public synchronized void heal() {
    unavailable.clear();
    unavailableAfter.clear();
    before.clear();
    crashAt = 0;
    pauseAt = 0;
  }

  /** Names of the calls since the last {@link #crash} or {@link #forget}. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  public synchronized void forget() {
    calls.clear();
  }

  private @Nullable Object call(
      String name, Object twin, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    watch.entering(name, arguments == null ? List.of() : Arrays.asList(arguments));
    int number = enter(name);
    @Nullable Object result;
    try {
      result = invoke(twin, method, arguments);
    } catch (RuntimeException thrown) {
      watch.leaving(name, thrown);
      throw thrown;
    }
    watch.leaving(name, result);
    leave(name, number);
    return result;
  }

  /**
   * A call that no proxy sees begins, such as a request below a port.
   *
   * @return its number, for {@link #leave}
   */
  public int enter(String name) {
    for (Runnable event : due(name)) {
      event.run();
    }
    synchronized (this) {
      calls.add(name);
      int number = calls.size();
      crashIf(Moment.BEFORE, number, name);
      throwIf(unavailable, name);
      return number;
    }
  }

  private synchronized List<Runnable> due(String name) {
    List<Runnable> events = new ArrayList<>();
    @Nullable Runnable named = before.remove(name);
    if (named != null) {
      events.add(named);
    }
    if (pauseAt == calls.size() + 1) {
      pauseAt = 0;
      events.add(meanwhile);
    }
    return events;
  }

  /** A call that no proxy sees had its effect. */
  public synchronized void leave(String name, int number) {
    crashIf(Moment.AFTER, number, name);
    throwIf(unavailableAfter, name);
  }

  private void crashIf(Moment moment, int number, String name) {
    if (crashMoment == moment && crashAt == number) {
      crashAt = 0;
      throw new SimulatedCrash(moment + " " + name);
    }
  }

  private static void throwIf(Set<String> names, String name) {
    if (names.contains(name)) {
      throw new StoreUnavailableException(name + " is made unavailable", null);
    }
  }

  private static @Nullable Object invoke(
      Object twin, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(twin, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }
}
