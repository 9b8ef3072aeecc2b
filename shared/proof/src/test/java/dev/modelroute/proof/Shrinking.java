package dev.modelroute.proof;

import dev.modelroute.testkit.flow.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Plays random histories, and makes a failing one small. */
final class Shrinking {
  private final Supplier<Ground> grounds;
  private final LongFunction<Terms> terms;

  /**
   * @param terms of a history's caller, by its seed
   */
  Shrinking(Supplier<Ground> grounds, LongFunction<Terms> terms) {
    this.grounds = grounds;
    this.terms = terms;
  }

  /**
   * A history that breaks something.
   *
   * @param steps what is left of it
   */
  record Failing(long seed, int size, List<Step> steps, String reason) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append("seed=%d size=%d ops=%d%n".formatted(seed, size, steps.size()));
      steps.forEach(step -> text.append("  ").append(step).append('\n'));
      return text.append("replay: -Dmodelroute.seed=")
          .append(seed)
          .append(" -Dmodelroute.size=")
          .append(size)
          .append('\n')
          .append(reason)
          .toString();
    }
  }

  /** Plays one history; empty when all held. */
  Optional<Failing> play(long seed, int size) {
    Optional<String> reason = reason(seed, Step.draw(seed, size));
    return reason.map(first -> shrunk(seed, size));
  }

  /** Half the size while it still fails, then without each step it does not need. */
  private Failing shrunk(long seed, int size) {
    int smallest = size;
    while (smallest > 1 && reason(seed, Step.draw(seed, smallest / 2)).isPresent()) {
      smallest /= 2;
    }
    List<Step> steps = new ArrayList<>(Step.draw(seed, smallest));
    for (int i = steps.size() - 1; i >= 0; i--) {
      List<Step> without = new ArrayList<>(steps);
      without.remove(i);
      if (reason(seed, without).isPresent()) {
        steps = without;
      }
    }
    return new Failing(seed, smallest, List.copyOf(steps), reason(seed, steps).orElse(""));
  }

  private Optional<String> reason(long seed, List<Step> steps) {
    try {
      new History(grounds.get(), seed, terms.apply(seed)).play(steps);
      return Optional.empty();
    } catch (AssertionError | RuntimeException broken) {
      return Optional.of(broken.toString());
    }
  }
}
