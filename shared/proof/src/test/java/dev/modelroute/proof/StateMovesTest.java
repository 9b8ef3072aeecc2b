package dev.modelroute.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.testkit.flow.Ground;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every legal move of a state is one that the flow really makes, and there is no other. */
@ExtendWith(ProofPage.class)
class StateMovesTest {
  private final Set<String> made = new TreeSet<>();

  @Test
  void the_flow_makes_every_legal_move_and_no_other() {
    for (Story story : Story.values()) {
      Stage stage = story.stage(Ground.inMemory());
      story.play(stage);
      note(stage.platform());
    }
    cancelWhileCalledBack();
    endBeforeAnyDispatch();
    endAfterACallback(Script.rejects());
    endAfterACallback(Script.overloaded());

    assertEquals(legal(), made);
    Tally.add("I7", "twins", "legal moves of a state made by the flow", made.size());
  }

  private static Set<String> legal() {
    Set<String> legal = new TreeSet<>();
    for (ExecutionState from : ExecutionState.values()) {
      for (ExecutionState to : ExecutionState.values()) {
        if (from.mayBecome(to)) {
          legal.add(from + " to " + to);
        }
      }
    }
    return legal;
  }

  private void note(PlatformOnTwins platform) {
    platform.rows().raw().moves().forEach(move -> made.add(move.from() + " to " + move.to()));
  }

  private void cancelWhileCalledBack() {
    Stage stage = Story.SETTLE_CALLED_BACK.stage(Ground.inMemory());
    stage.submit();
    stage.machine();
    stage.cancel();
    note(stage.platform());
  }

  /** Without a machine it expires; without a route that runs it fails. */
  private void endBeforeAnyDispatch() {
    Stage forgotten = Story.SETTLE_SYNC.stage(Ground.inMemory());
    forgotten.submit();
    forgotten.sweepToTheEnd();
    note(forgotten.platform());
    Stage noRoute = Story.SETTLE_SYNC.stage(Ground.inMemory());
    noRoute.submit();
    noRoute.platform().alpha().configured(false);
    noRoute.platform().beta().configured(false);
    noRoute.machine();
    note(noRoute.platform());
  }

  private void endAfterACallback(ProviderResult found) {
    Stage stage = new Stage(Ground.inMemory());
    PlatformOnTwins platform = stage.platform();
    Route alpha = Script.route("alpha", RouteMode.CALLBACK);
    platform.routes(alpha, Script.route("beta", RouteMode.SYNC));
    platform.alpha().answers(platform.alpha().accepts(alpha, "job")).polls(found);
    platform.beta().answers(Script.succeeds("0.02"));
    stage.submit();
    stage.machine();
    stage.callBack();
    stage.machine();
    note(platform);
  }
}
