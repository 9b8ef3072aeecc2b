package dev.modelroute.packaging;

import dev.modelroute.core.id.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Ports that stop answering when a test says so. */
final class Outage {
  private final Set<Object> unreachable = new HashSet<>();
  private boolean everywhere;

  /** From now on no call of a port over this is answered. */
  void begin() {
    everywhere = true;
  }

  void end() {
    everywhere = false;
    unreachable.clear();
  }

  /** From now on calls about this are not answered. */
  void about(Object argument) {
    unreachable.add(argument);
  }

  <T> T over(Class<T> port, T real) {
    Object broken =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              boolean hit =
                  arguments != null && Arrays.stream(arguments).anyMatch(unreachable::contains);
              if (everywhere || hit) {
                throw new StoreUnavailableException("secret text", null);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw Objects.requireNonNull(thrown.getCause());
              }
            });
    return port.cast(broken);
  }
}
