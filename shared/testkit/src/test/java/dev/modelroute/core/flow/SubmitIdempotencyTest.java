package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.identity.Account;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.identity.Organization.IdempotencyMode;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.testkit.contract.Parallel;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.Script;
import dev.modelroute.testkit.flow.ScriptedCatalog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key protects from, and what it does not. */
class SubmitIdempotencyTest {
  private static final JsonObject BODY = PlatformOnTwins.body();
  private static final String LONG_KEY = "k".repeat(256);

  private final PlatformOnTwins platform = new PlatformOnTwins();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # header, field, what
          a,    -,    OK
          -,    b,    OK
          c,    c,    OK
          d,    e,    MISMATCH
          -,    -,    REQUIRED
          '',   -,    INVALID
          -,    '',   INVALID
          a b,  -,    INVALID
          ü,    -,    INVALID
          LONG, -,    INVALID
          -,    LONG, INVALID
          """)
  void it8_the_key_comes_by_header_or_field(String header, String field, String expected) {
    JsonObject body = field == null ? BODY : BODY.with("idempotency_key", Json.of(expand(field)));

    Submitted submitted =
        platform
            .useCases()
            .submit()
            .submit(
                platform.caller(),
                body,
                Optional.ofNullable(header).map(SubmitIdempotencyTest::expand));

    String what =
        submitted instanceof Submitted.Refused(ErrorCode ignored, List<FieldError> details)
            ? details.getFirst().code()
            : "OK";
    assertEquals(expected, what, header + " / " + field);
  }

  @Test
  void a_control_character_in_a_key_is_refused() {
    assertInstanceOf(Submitted.Refused.class, submit(BODY, "a\tb"));
  }

  @Test
  void a_missing_key_is_made_where_the_organisation_wants_it() {
    Caller auto = platform.caller(platform.caller().account(), IdempotencyMode.AUTO);

    Execution first = accepted(submit(auto, BODY));
    Execution second = accepted(submit(auto, BODY));

    assertTrue(first.request().key().value().startsWith("auto-"));
    assertNotEquals(first.request().key(), second.request().key());
    JsonObject wrong = BODY.with("idempotency_key", Json.of(7));
    assertInstanceOf(Submitted.Refused.class, submit(auto, wrong));
  }

  @Test
  void it1_a_hundred_parallel_submits_of_one_key_are_one_execution() {
    List<Submitted> all = Parallel.call(100, ignored -> platform.submit("a"));

    assertEquals(1, all.stream().filter(Submitted.Accepted.class::isInstance).count());
    assertEquals(99, all.stream().filter(Submitted.Replayed.class::isInstance).count());
    assertEquals(1, all.stream().map(this::id).collect(Collectors.toSet()).size());
    assertEquals("9.952 0.048 0.000", platform.money());
    assertEquals(1, platform.rows().orchestrator().machines().size());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"input":{"b":[1,2],"a":1},"model":"picture-standard"}                        | replay
          { "model" : "picture-standard", "input" : {"a":1.0,"b":[1e0,2.00]} }          | replay
          {"model":"picture-standard","input":{"a":1,"b":[1,2]},"idempotency_key":"a"}  | replay
          {"model":"picture-standard","input":{"a":2,"b":[1,2]}}                        | conflict
          {"model":"picture-standard","input":{"a":"1","b":[1,2]}}                      | conflict
          {"model":"picture-standard","input":{"a":1,"b":[2,1]}}                        | conflict
          {"model":"picture-standard","input":{"a":1,"b":[1,2],"c":null}}               | conflict
          {"model":"sim-picture","input":{"a":1,"b":[1,2]}}                             | conflict
          {"model":"picture-standard","input":{"a":1,"b":[1,2]},"metadata":{}}          | conflict
          {"model":"picture-standard","input":{"a":1,"b":[1,2]},"timeout_seconds":600}  | conflict
          """)
  void it2_the_same_key_means_the_same_request(String body, String expected) {
    Execution original =
        accepted(
            submit(parse("{\"model\":\"picture-standard\",\"input\":{\"a\":1,\"b\":[1,2]}}"), "a"));

    String answer =
        switch (submit(parse(body), "a")) {
          case Submitted.Replayed(Execution again) when again.id().equals(original.id()) ->
              "replay";
          case Submitted.KeyConflict(ExecutionId id) when id.equals(original.id()) -> "conflict";
          case Submitted other -> other.toString();
        };

    assertEquals(expected, answer, body);
    assertEquals("9.952 0.048 0.000", platform.money(), body);
  }

  @Test
  void it3_a_key_belongs_to_the_organisation() {
    Execution original = accepted(platform.submit("a"));
    Caller stranger = platform.caller(AccountMode.LIVE);
    platform.credit(stranger.account(), "1");
    Caller colleague = platform.caller(platform.caller().account(), IdempotencyMode.REQUIRED);

    assertNotEquals(original.id(), accepted(submit(stranger, keyed(BODY, "a"))).id());
    assertEquals(
        original.id(),
        assertInstanceOf(Submitted.Replayed.class, submit(colleague, keyed(BODY, "a")))
            .execution()
            .id());
  }

  @Test
  void a_key_used_live_is_no_replay_on_the_test_account() {
    JsonObject body = keyed(BODY.with("model", Json.of(ScriptedCatalog.SIMULATED)), "a");
    Execution original = accepted(submit(platform.caller(), body));
    Account test = new Account(platform.caller().organization(), AccountMode.TEST);
    platform.credit(test, "1");

    assertEquals(
        new Submitted.KeyConflict(original.id()),
        submit(platform.caller(test, IdempotencyMode.REQUIRED), body));
  }

  @Test
  void it4_a_refused_request_leaves_its_key_free() {
    Caller poor = platform.caller(AccountMode.LIVE);
    assertInstanceOf(Submitted.Refused.class, submit(poor, keyed(BODY, "a")));

    platform.credit(poor.account(), "0.048");

    assertInstanceOf(Submitted.Accepted.class, submit(poor, keyed(BODY, "a")));
    JsonObject wrong = BODY.with("timeout_seconds", Json.of(0));
    assertInstanceOf(Submitted.Refused.class, submit(wrong, "b"));
    assertInstanceOf(Submitted.Accepted.class, submit(BODY, "b"));
  }

  @Test
  void a_replay_answers_even_where_the_file_has_gone_since() {
    ExecutionId id = platform.acceptedWithFile("a");
    JsonObject body = BODY.with("input", platform.execution(id).request().input());
    platform.time().advance(PlatformOnTwins.FILE_LIFE.plusDays(1));

    assertEquals(
        id, assertInstanceOf(Submitted.Replayed.class, submit(body, "a")).execution().id());
    assertInstanceOf(Submitted.Refused.class, submit(body, "b"));
    assertEquals(
        new Submitted.KeyConflict(id), submit(body.with("metadata", JsonObject.EMPTY), "a"));
  }

  @Test
  void a_replay_answers_even_where_the_model_has_gone_since() {
    Execution original = accepted(submit(BODY, "a"));
    platform.catalog().withdraw();

    assertEquals(
        original.id(),
        assertInstanceOf(Submitted.Replayed.class, submit(BODY, "a")).execution().id());
    assertInstanceOf(Submitted.Refused.class, submit(BODY, "b"));
    assertEquals("9.952 0.048 0.000", platform.money());
  }

  @Test
  void a_replay_is_looked_up_only_for_what_is_refused() {
    platform.points().unavailable("ExecutionStore.replay");
    accepted(submit(BODY, "a"));
    assertInstanceOf(Submitted.Replayed.class, submit(BODY, "a"));
  }

  @ParameterizedTest
  @CsvSource({"COMPLETED", "FAILED", "CANCELLED", "EXPIRED"})
  void it5_a_replay_after_the_end_shows_the_end_and_charges_nothing(ExecutionState end) {
    platform
        .alpha()
        .answers(end == ExecutionState.FAILED ? Script.rejects() : Script.succeeds("0.03"));
    ExecutionId id = platform.accepted("a");
    switch (end) {
      case COMPLETED, FAILED -> platform.machine().play(id);
      case CANCELLED -> platform.useCases().cancel().cancel(platform.caller().organization(), id);
      case EXPIRED -> platform.useCases().expire().expire(platform.execution(id));
      case PENDING, PROCESSING, AWAITING_WEBHOOK -> throw new IllegalArgumentException();
    }
    String money = platform.money();

    Submitted.Replayed again = assertInstanceOf(Submitted.Replayed.class, platform.submit("a"));

    assertEquals(id, again.execution().id());
    assertEquals(end, again.execution().state());
    assertEquals(money, platform.money());
    assertEquals(1, platform.rows().orchestrator().starts().size(), "no second start");
  }

  @Test
  void it6_a_replay_that_is_still_pending_starts_the_machine_again() {
    platform.points().unavailable("Orchestrator.start");
    ExecutionId id = platform.accepted("a");
    assertTrue(platform.rows().orchestrator().machines().isEmpty(), "202 without a machine");
    platform.points().heal();

    assertInstanceOf(Submitted.Replayed.class, platform.submit("a"));

    assertEquals(Set.of(id), platform.rows().orchestrator().machines().keySet());
  }

  private static String expand(String key) {
    return key.equals("LONG") ? LONG_KEY : key;
  }

  private ExecutionId id(Submitted submitted) {
    return switch (submitted) {
      case Submitted.Accepted(Execution execution) -> execution.id();
      case Submitted.Replayed(Execution execution) -> execution.id();
      case Submitted.KeyConflict(ExecutionId original) -> original;
      case Submitted.Refused ignored -> throw new IllegalStateException("refused");
      case Submitted.OverBudget ignored -> throw new IllegalStateException("over budget");
      case Submitted.Forbidden ignored -> throw new IllegalStateException("forbidden");
    };
  }

  private Submitted submit(JsonObject body, String key) {
    return platform.useCases().submit().submit(platform.caller(), body, Optional.of(key));
  }

  private Submitted submit(Caller caller, JsonObject body) {
    return platform.useCases().submit().submit(caller, body, Optional.empty());
  }

  private static JsonObject keyed(JsonObject body, String key) {
    return body.with("idempotency_key", Json.of(key));
  }

  private static Execution accepted(Submitted submitted) {
    return assertInstanceOf(Submitted.Accepted.class, submitted).execution();
  }

  private static JsonObject parse(String body) {
    try {
      return StrictJson.parseObject(body.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException malformed) {
      throw new IllegalArgumentException(body, malformed);
    }
  }
}
