package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.flow.AcceptCallback.CallbackOutcome;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.provider.CallbackCheck;
import dev.modelroute.core.provider.ProviderJob;
import dev.modelroute.core.provider.RawCallback;
import dev.modelroute.testkit.flow.Machine;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcceptCallbackTest {
  private static final Route ALPHA = Script.route("alpha", RouteMode.CALLBACK);
  private static final String TOKEN = "callback-1";

  private final PlatformOnTwins platform = new PlatformOnTwins();

  @BeforeEach
  void accept_jobs() {
    platform.routes(ALPHA);
    platform
        .alpha()
        .answers(platform.alpha().accepts(ALPHA, "job-1"))
        .polls(Script.succeeds("0.02"));
  }

  @ParameterizedTest
  @EnumSource(names = {"TRUSTED", "UNSIGNED"})
  void a_callback_makes_us_fetch_the_result_ourselves(CallbackCheck check) {
    platform.alpha().checks(check);
    ExecutionId id = platform.submitted("a");

    CallbackOutcome outcome = callBack(TOKEN);

    assertInstanceOf(CallbackOutcome.Taken.class, outcome);
    assertEquals(1, platform.alpha().polled().size());
    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals("9.980 0.000 0.020", platform.money());
  }

  @Test
  void an_unknown_token_is_unknown() {
    platform.submitted("a");

    assertEquals(new CallbackOutcome.Unknown(), callBack("callback-2"));
    assertTrue(platform.alpha().polled().isEmpty());
  }

  @Test
  void a_forged_callback_changes_nothing() {
    platform.alpha().checks(CallbackCheck.FORGED);
    ExecutionId id = platform.submitted("a");

    assertEquals(new CallbackOutcome.Forged(), callBack(TOKEN));

    assertEquals(ExecutionState.AWAITING_WEBHOOK, platform.execution(id).state());
    assertTrue(platform.alpha().polled().isEmpty());
  }

  @Test
  void a_callback_that_comes_again_changes_nothing() {
    platform.submitted("a");
    callBack(TOKEN);

    assertEquals(new CallbackOutcome.Taken(new Dispatched.Duplicate()), callBack(TOKEN));

    assertEquals(1, platform.alpha().polled().size());
    assertEquals("9.980 0.000 0.020", platform.money());
  }

  @Test
  void a_callback_before_the_submits_reply_is_kept_and_applied() {
    ExecutionId id = platform.accepted("a");
    platform
        .points()
        .before(
            "AttemptStore.markWaiting",
            () ->
                assertEquals(
                    new CallbackOutcome.Taken(new Dispatched.Duplicate()), callBack(TOKEN)));

    platform.machine().play(id);

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals(1, platform.alpha().polled().size());
    assertEquals("9.980 0.000 0.020", platform.money());
  }

  @Test
  void a_callback_before_the_submits_reply_may_tell_of_a_job_that_still_runs() {
    PlatformOnTwins busy = new PlatformOnTwins().routes(ALPHA);
    busy.alpha()
        .answers(busy.alpha().accepts(ALPHA, "job-1"))
        .polls(Script.running(), Script.succeeds("0.02"));
    ExecutionId id = busy.accepted("a");
    busy.points()
        .before(
            "AttemptStore.markWaiting",
            () -> busy.useCases().callback().accept(TOKEN, new RawCallback(Map.of(), new byte[0])));

    assertEquals(Machine.State.DISPATCH, busy.machine().play(id));

    busy.pollOnce();
    assertEquals(ExecutionState.COMPLETED, busy.execution(id).state());
  }

  @Test
  void a_callback_that_overtakes_the_row_it_read_asks_for_the_job_itself() {
    ExecutionId id = platform.accepted("a");
    platform.alpha().answersBy(request -> platform.alpha().accepts(ALPHA, "job-1"));
    platform
        .points()
        .before(
            "AttemptStore.markWaiting",
            () -> {
              platform
                  .points()
                  .before(
                      "AttemptStore.keepCallback",
                      () ->
                          platform
                              .rows()
                              .attempts()
                              .markWaiting(
                                  id, 1, new ProviderJob(ALPHA.id(), "job-1", JsonObject.EMPTY)));
              callBack(TOKEN);
            });

    platform.machine().play(id);

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals(1, platform.alpha().polled().size());
  }

  @Test
  void a_callback_after_the_end_is_kept_for_the_operator() {
    ExecutionId id = platform.submitted("a");
    platform.useCases().cancel().cancel(platform.caller().organization(), id);

    callBack(TOKEN);

    assertInstanceOf(AttemptOutcome.Succeeded.class, platform.lastAttempt(id).outcome());
    assertEquals(ExecutionState.CANCELLED, platform.execution(id).state());
    assertEquals("10.000 0.000 0.000", platform.money());
  }

  private CallbackOutcome callBack(String token) {
    CallbackOutcome outcome =
        platform.useCases().callback().accept(token, new RawCallback(Map.of(), new byte[0]));
    if (outcome instanceof CallbackOutcome.Taken(Dispatched dispatched)) {
      platform.useCases().answers().give(dispatched);
      if (!(dispatched instanceof Dispatched.Duplicate)) {
        platform.machine().playAll();
      }
    }
    return outcome;
  }
}
