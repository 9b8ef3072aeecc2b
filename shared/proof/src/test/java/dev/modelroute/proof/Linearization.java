package dev.modelroute.proof;

import dev.modelroute.proof.Operation.Books;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for an order in which one thread alone would have got the same answers, and in which nobody
 * is served before it asked or after it was answered. Tries all of them.
 */
final class Linearization {
  private final List<Done> history;
  private final Set<String> hopeless = new HashSet<>();

  /**
   * An operation with its answer.
   *
   * @param asked when, on a clock that all threads share
   * @param answered when
   */
  record Done(Operation operation, String answer, int asked, int answered) {}

  Linearization(List<Done> history) {
    this.history = List.copyOf(history);
  }

  boolean exists(Books books) {
    return search(books, 0);
  }

  private boolean search(Books books, int served) {
    if (Integer.bitCount(served) == history.size()) {
      return true;
    }
    if (!hopeless.add(served + " " + books.state())) {
      return false;
    }
    int deadline = Integer.MAX_VALUE;
    for (int i = 0; i < history.size(); i++) {
      if ((served & 1 << i) == 0) {
        deadline = Math.min(deadline, history.get(i).answered());
      }
    }
    for (int i = 0; i < history.size(); i++) {
      Done next = history.get(i);
      if ((served & 1 << i) == 0 && next.asked() <= deadline) {
        Books after = books.copy();
        if (after.answer(next.operation()).equals(next.answer())
            && search(after, served | 1 << i)) {
          return true;
        }
      }
    }
    return false;
  }
}
