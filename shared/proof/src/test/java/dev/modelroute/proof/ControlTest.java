package dev.modelroute.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.proof.Explorer.Explored;
import dev.modelroute.proof.control.ThreeWrites;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * MT4, the negative control: a settle of three separate writes has to be caught by each kind of
 * proof, or that proof is blind.
 */
@ExtendWith(ProofPage.class)
class ControlTest {
  @ParameterizedTest
  @EnumSource(Recovery.class)
  void crashes_catch_a_settle_of_three_writes(Recovery recovery) {
    Trials trials = new Trials(ThreeWrites::ground);
    trials.crashes(Story.SETTLE_SYNC, List.of(recovery));
    assertCaught("MT1, " + recovery, trials.violations().size(), trials.runs());
  }

  @Test
  void zombies_catch_a_settle_of_three_writes() {
    Trials trials = new Trials(ThreeWrites::ground);
    trials.zombies(Story.SETTLE_SYNC);
    assertCaught("MT2", trials.violations().size(), trials.runs());
  }

  @Test
  void interleavings_catch_a_settle_of_three_writes() {
    for (String name : List.of("settle ‖ settle", "settle ‖ cancel", "settle ‖ expire")) {
      Duel duel =
          Duel.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
      Explored found = new Explorer(() -> duel.scene(ThreeWrites.ground()), false).explore();
      assertCaught("MT3, " + name, found.violations().size(), found.ends());
    }
  }

  /** Some are caught, and not all: what goes well must not be called broken. */
  private static void assertCaught(String proof, int caught, int of) {
    assertTrue(caught > 0, proof + " is blind");
    assertTrue(caught < of, proof + " calls everything broken");
    Tally.add("MT4", "three writes", "caught by " + proof, caught + " of " + of);
  }

  @Test
  void the_control_is_right_while_nothing_goes_wrong() {
    Stage stage = Story.SETTLE_SYNC.stage(ThreeWrites.ground());
    Story.SETTLE_SYNC.play(stage);
    stage.checkAtRest();
    assertFalse(stage.execution().isEmpty());
    assertEquals("9.970 0.000 0.030", stage.platform().money());
  }
}
