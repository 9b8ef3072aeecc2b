package dev.modelroute.testkit.crash;

import dev.modelroute.core.id.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
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
  private int crashAt;
  private Moment crashMoment = Moment.BEFORE;

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
    enter(name);
    @Nullable Object result = invoke(twin, method, arguments);
    leave(name);
    return result;
  }

  private void enter(String name) {
    @Nullable Runnable event;
    synchronized (this) {
      event = before.remove(name);
    }
    if (event != null) {
      event.run();
    }
    synchronized (this) {
      calls.add(name);
      crashIf(Moment.BEFORE, name);
      throwIf(unavailable, name);
    }
  }

  private synchronized void leave(String name) {
    crashIf(Moment.AFTER, name);
    throwIf(unavailableAfter, name);
  }

  private void crashIf(Moment moment, String name) {
    if (crashMoment == moment && crashAt == calls.size()) {
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
