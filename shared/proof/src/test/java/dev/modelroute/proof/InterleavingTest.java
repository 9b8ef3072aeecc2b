package dev.modelroute.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.proof.Explorer.Explored;
import dev.modelroute.testkit.flow.Ground;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MT3: every order in which the calls of two or three actors can come, on the twins. */
@ExtendWith(ProofPage.class)
class InterleavingTest {
  static List<Duel> duels() {
    return Duel.all();
  }

  @ParameterizedTest
  @MethodSource("duels")
  void no_order_of_calls_loses_or_doubles_anything(Duel duel) {
    Explored found = new Explorer(() -> duel.scene(Ground.inMemory()), true).explore();

    assertEquals(List.of(), found.violations(), duel.name());
    assertTrue(found.schedules().compareTo(BigInteger.ONE) > 0, duel.name() + " never met");
    String count =
        String.format(
            Locale.ROOT,
            "%,d schedules by %,d states, %,d runs",
            found.schedules(),
            found.states(),
            found.runs());
    Tally.add("MT3", "twins", duel.name(), count);
  }
}
