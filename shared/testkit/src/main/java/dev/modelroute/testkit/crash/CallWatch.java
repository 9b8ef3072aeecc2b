package dev.modelroute.testkit.crash;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears of every call of a port, in the caller's thread. It may wait, and it may throw. */
public interface CallWatch {
  /** Right before a call; nothing is written yet. */
  default void entering(String call, List<@Nullable Object> arguments) {}

  /**
   * Right after a call.
   *
   * @param answer what it returned, or the exception it threw
   */
  default void leaving(String call, @Nullable Object answer) {}
}
