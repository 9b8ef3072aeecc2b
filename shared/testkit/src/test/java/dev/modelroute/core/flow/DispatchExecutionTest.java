package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Route;
import dev.modelroute.core.catalog.RouteId;
import dev.modelroute.core.catalog.RouteMode;
import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.execution.Attempt;
import dev.modelroute.core.execution.Attempt.Phase;
import dev.modelroute.core.execution.AttemptOutcome;
import dev.modelroute.core.execution.Ending;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.id.Digests;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.webhook.WebhookEvent.Slot;
import dev.modelroute.testkit.flow.Machine;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatchExecutionTest {
  private static final Route ALPHA = Script.route("alpha", RouteMode.SYNC);
  private static final Route BETA = Script.route("beta", RouteMode.SYNC);

  private final PlatformOnTwins platform = new PlatformOnTwins();

  @Test
  void one_line_runs_from_submit_to_the_event_row() {
    platform.alpha().answers(Script.paints("0.03"));

    ExecutionId id = platform.submitted("a");

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals("9.970 0.000 0.030", platform.money());
    String body = platform.event(id, Slot.FINAL).orElseThrow().body();
    assertTrue(body.contains("\"type\":\"execution.completed\""), body);
    assertTrue(body.contains("\"content_type\":\"image/png\""), body);
  }

  @Test
  void the_attempt_row_is_there_before_the_provider_hears_anything() {
    platform.routes(Script.route("alpha", RouteMode.CALLBACK));
    ExecutionId id = platform.accepted("a");
    platform
        .alpha()
        .answersBy(request -> {
          Attempt attempt = platform.lastAttempt(id);
          assertEquals(Phase.CALLED, attempt.phase());
          assertEquals(Digests.sha256("callback-1"), attempt.callbackDigest());
          assertEquals(platform.machine().token(id), attempt.taskToken());
          assertEquals(id + ":1", request.attempt().idempotencyToken());
          assertEquals(
              "https://api.example/v1/callbacks/callback-1",
              String.valueOf(request.attempt().callbackUrl()));
          assertEquals(ExecutionState.PROCESSING, platform.execution(id).state());
          return Script.succeeds("0.01");
        });

    assertEquals(Machine.State.ENDED, platform.machine().play(id));

    assertEquals(1, platform.alpha().submitted().size());
  }

  @Test
  void a_failure_that_another_route_may_mend_goes_to_the_next_route() {
    platform.alpha().answers(Script.overloaded());
    platform.beta().answers(Script.succeeds("0.02"));

    ExecutionId id = platform.submitted("a");

    assertEquals(List.of(ALPHA.id(), BETA.id()), routes(id));
    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
    assertEquals("9.980 0.000 0.020", platform.money());
  }

  @Test
  void a_single_route_is_repeated_until_the_machines_retries_are_used_up() {
    platform.routes(ALPHA);
    platform.alpha().answers(Script.overloaded());

    ExecutionId id = platform.submitted("a");

    assertEquals(5, platform.alpha().submitted().size());
    assertFailed(id, ErrorCode.MODEL_OVERLOADED);
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 5"})
  void a_lost_reply_is_sent_again_only_where_the_provider_knows_the_job(boolean safe, int calls) {
    platform.routes(safe ? Script.replaySafe("alpha", RouteMode.SYNC) : ALPHA);
    platform.alpha().answers(Script.inDoubt());

    ExecutionId id = platform.submitted("a");

    assertEquals(calls, platform.alpha().submitted().size(), "replay-safe: " + safe);
    assertFailed(id, ErrorCode.GENERATION_FAILED);
  }

  @ParameterizedTest
  @CsvSource({"false, alpha beta alpha beta alpha", "true, alpha beta beta beta beta"})
  void when_all_were_tried_the_one_tried_longest_ago_is_next(boolean inDoubt, String order) {
    platform.alpha().answers(inDoubt ? Script.inDoubt() : Script.overloaded());
    platform.beta().answers(Script.overloaded());

    ExecutionId id = platform.submitted("a");

    assertEquals(
        order, routes(id).stream().map(RouteId::provider).collect(Collectors.joining(" ")));
    assertFailed(id, ErrorCode.MODEL_OVERLOADED);
  }

  @Test
  void a_failure_no_route_can_mend_ends_it_at_once() {
    platform.alpha().answers(Script.rejects());

    ExecutionId id = platform.submitted("a");

    assertFailed(id, ErrorCode.CONTENT_MODERATION_REJECTED);
    assertTrue(platform.beta().submitted().isEmpty());
  }

  @Test
  void without_a_usable_route_the_model_is_unavailable() {
    ExecutionId id = platform.accepted("a");
    platform.alpha().configured(false);
    platform.beta().configured(false);

    platform.machine().play(id);

    assertFailed(id, ErrorCode.MODEL_UNAVAILABLE);
  }

  @Test
  void a_route_that_came_after_accept_is_not_used_for_it_has_no_price() {
    platform.routes(ALPHA);
    platform.alpha().answers(Script.overloaded());
    ExecutionId id = platform.accepted("a");
    platform.routes(BETA, ALPHA);

    platform.machine().play(id);

    assertTrue(platform.beta().submitted().isEmpty());
    assertFailed(id, ErrorCode.MODEL_OVERLOADED);
  }

  @Test
  void after_the_deadline_nothing_is_called() {
    ExecutionId id = platform.accepted("a");
    platform.time().advance(Duration.ofMinutes(10));

    platform.machine().play(id);

    assertEquals(ExecutionState.EXPIRED, platform.execution(id).state());
    assertEquals("10.000 0.000 0.000", platform.money());
    assertTrue(platform.attempts(id).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT30S",
    "560, PT30S",
    "570, PT28S",
    "590, PT8S",
    "592, PT6S",
    "596, PT3S",
    "598, PT1.5S",
    "599, PT0.75S",
    "600, -"
  })
  void a_call_ends_before_the_deadline(long elapsedSeconds, String timeout) {
    platform.alpha().answers(Script.succeeds("0.01"));
    ExecutionId id = platform.accepted("a");
    platform.time().advance(Duration.ofSeconds(elapsedSeconds));

    platform.machine().play(id);

    String called =
        platform.alpha().submitted().stream()
            .map(request -> request.attempt().timeout().toString())
            .findFirst()
            .orElse("-");
    assertEquals(timeout, called, "after " + elapsedSeconds + " s");
  }

  @Test
  void an_execution_that_is_over_is_not_dispatched() {
    ExecutionId id = platform.accepted("a");
    platform.useCases().cancel().cancel(platform.caller().organization(), id);

    assertEquals(
        new Dispatched.AlreadyOver("token"), platform.useCases().dispatch().dispatch(id, "token"));
    assertTrue(platform.attempts(id).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMITED, 2, 2, PT2S",
    "RATE_LIMITED, 5, 2, PT5S",
    "RATE_LIMITED, 6, 1, -",
    "RATE_LIMITED, , 1, -",
    "MODEL_OVERLOADED, , 2, PT0.5S"
  })
  void a_short_wait_is_made_in_place_once(
      ErrorCode code, Long retryAfter, int calls, String pause) {
    Duration asked = retryAfter == null ? null : Duration.ofSeconds(retryAfter);
    platform.alpha().answers(Script.fails(AttemptFailure.retryInPlace(code, asked, "429")));
    platform.beta().answers(Script.succeeds("0.01"));

    ExecutionId id = platform.submitted("a");

    String message = code + " " + retryAfter;
    assertEquals(calls, platform.alpha().submitted().size(), message);
    assertEquals(
        pause, platform.pauses().stream().map(Duration::toString).findFirst().orElse("-"), message);
    assertEquals(List.of(ALPHA.id(), BETA.id()), routes(id), message);
  }

  @Test
  void an_input_file_that_is_gone_ends_it() {
    ExecutionId id = platform.acceptedWithFile("a");
    platform.time().advance(PlatformOnTwins.FILE_LIFE);

    platform.machine().play(id);

    assertFailed(id, ErrorCode.FILE_NOT_FOUND);
    assertTrue(platform.alpha().submitted().isEmpty());
  }

  @Test
  void a_callback_route_waits_for_its_callback_with_a_late_poll_behind() {
    Route route = Script.route("alpha", RouteMode.CALLBACK);
    platform.routes(route);
    platform.alpha().answers(platform.alpha().accepts(route, "job-1"));

    ExecutionId id = platform.submitted("a");

    assertEquals(ExecutionState.AWAITING_WEBHOOK, platform.execution(id).state());
    assertEquals(Duration.ofSeconds(60), platform.rows().polls().waiting().getFirst().delay());
  }

  @Test
  void a_callback_route_that_fails_over_goes_back_to_processing() {
    Route route = Script.route("alpha", RouteMode.CALLBACK);
    platform.routes(route, BETA);
    platform.alpha().answers(platform.alpha().accepts(route, "job-1")).polls(Script.overloaded());
    ExecutionId id = platform.submitted("a");
    platform
        .beta()
        .answersBy(request -> {
          assertEquals(ExecutionState.PROCESSING, platform.execution(id).state());
          return Script.succeeds("0.01");
        });

    platform.pollOnce();

    assertEquals(ExecutionState.COMPLETED, platform.execution(id).state());
  }

  @Test
  void an_answer_that_makes_no_sense_is_a_failure_with_alarm() {
    platform.routes(ALPHA);
    platform.alpha().answers(Script.running());

    ExecutionId id = platform.submitted("a");

    AttemptOutcome.Failed failed =
        assertInstanceOf(AttemptOutcome.Failed.class, platform.lastAttempt(id).outcome());
    assertTrue(failed.failure().alarm());
    assertFailed(id, ErrorCode.INTERNAL_ERROR);
  }

  private List<RouteId> routes(ExecutionId id) {
    return platform.attempts(id).stream().map(Attempt::route).toList();
  }

  private void assertFailed(ExecutionId id, ErrorCode code) {
    assertEquals(new Ending.Failed(code), platform.execution(id).ending());
    assertEquals("10.000 0.000 0.000", platform.money());
  }
}
