package dev.modelroute.testkit.memory;

import dev.modelroute.core.id.Page;
import java.util.List;
import java.util.function.Function;

/** Cuts lists into pages. */
final class MemoryPages {
  private MemoryPages() {}

  /**
   * The first page of a list.
   *
   * @param found everything from the page's start on, or at least one item more than its limit
   * @param position what the following page starts behind, of its last item
   */
  static <T> Page<T> cut(List<T> found, int limit, Function<? super T, String> position) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, position.apply(items.getLast()));
  }
}
