package dev.modelroute.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.proof.Shrinking.Failing;
import dev.modelroute.proof.control.ThreeWrites;
import dev.modelroute.testkit.flow.Ground;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * MT5: random histories on the twins. A failure prints its seed and its size; {@code
 * -Dmodelroute.seed= -Dmodelroute.size=} play just that one again.
 */
@ExtendWith(ProofPage.class)
class RandomHistoryTest {
  private static final long FIRST_SEED = 20_261_120;
  private static final int SIZE = 40;

  @Test
  void random_histories_keep_the_invariants() {
    Shrinking twins = new Shrinking(Ground::inMemory, Terms::of);
    int size = Integer.getInteger("modelroute.size", SIZE);
    Long replayed = Long.getLong("modelroute.seed");
    int histories = replayed == null ? Effort.of(500, 10_000) : 1;
    long first = replayed == null ? FIRST_SEED : replayed;

    List<Failing> failing =
        LongStream.range(first, first + histories)
            .mapToObj(seed -> twins.play(seed, size))
            .flatMap(Optional::stream)
            .limit(1)
            .toList();

    assertEquals(List.of(), failing);
    String what = "histories of %d steps, seeds from %d".formatted(size, first);
    Tally.add("MT5", "twins", what, histories);
  }

  @Test
  void a_longer_history_begins_with_the_shorter_one() {
    assertEquals(Step.draw(1, 10), Step.draw(1, 20).subList(0, 10));
  }

  @Test
  void budgets_do_refuse_something_in_them() {
    int refusals = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 30; seed++) {
      History history = new History(Ground.inMemory(), seed, Terms.of(seed));
      history.play(Step.draw(seed, SIZE));
      refusals += Collections.frequency(history.answers(), "OverBudget");
    }
    assertTrue(refusals > 0, "the limits are too wide to prove anything");
  }

  /**
   * MT4 for this proof, and a look at what shrinking leaves. No budgets: the three writes know no
   * counters and would be caught by these alone.
   */
  @Test
  void random_histories_catch_a_settle_of_three_writes_and_shrink_to_a_few_steps() {
    Shrinking control = new Shrinking(ThreeWrites::ground, seed -> Terms.PLAIN);
    int tried = 100;
    List<Failing> failing =
        LongStream.range(0, tried)
            .mapToObj(seed -> control.play(seed, SIZE))
            .flatMap(Optional::stream)
            .toList();

    assertTrue(!failing.isEmpty(), "MT5 is blind");
    int smallest = failing.stream().mapToInt(one -> one.steps().size()).min().orElseThrow();
    assertTrue(smallest <= 5, () -> "not shrunk: " + failing.getFirst());
    assertTrue(failing.getFirst().toString().contains("-Dmodelroute.seed="));
    Tally.add("MT4", "three writes", "caught by MT5", failing.size() + " of " + tried);
  }
}
