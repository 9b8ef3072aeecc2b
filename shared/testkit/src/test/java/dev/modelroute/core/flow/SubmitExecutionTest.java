package dev.modelroute.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.error.FieldError;
import dev.modelroute.core.execution.Execution;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.execution.ExecutionState;
import dev.modelroute.core.identity.AccountMode;
import dev.modelroute.core.identity.Caller;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonNumber;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.testkit.flow.PlatformOnTwins;
import dev.modelroute.testkit.flow.ScriptedCatalog;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitExecutionTest {
  private static final JsonObject BODY = PlatformOnTwins.body();

  private final PlatformOnTwins platform = new PlatformOnTwins();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          # body, code, field, what
          {}, INPUT_VALIDATION_ERROR, model, REQUIRED
          {"model":"picture-standard"}, INPUT_VALIDATION_ERROR, input, REQUIRED
          `{"model":7,"input":{}}`, INPUT_VALIDATION_ERROR, model, TYPE
          `{"model":"","input":{}}`, INPUT_VALIDATION_ERROR, model, NOT_FOUND
          `{"model":"picture-standard","input":[]}`, INPUT_VALIDATION_ERROR, input, TYPE
          `{"model":"nope","input":{},"extra":1}`, INPUT_VALIDATION_ERROR, extra, UNKNOWN_FIELD
          `{"model":"nope","input":{"wrong":1}}`, INPUT_VALIDATION_ERROR, model, NOT_FOUND
          `{"model":"picture-standard","input":{"wrong":1},"timeout_seconds":601}`, INPUT_VALIDATION_ERROR, timeout_seconds, OUT_OF_RANGE
          `{"model":"picture-standard","input":{"wrong":1,"image":"https://a.example/x"}}`, INPUT_VALIDATION_ERROR, input.wrong, UNKNOWN_FIELD
          `{"model":"picture-standard","input":{"image":"https://a.example/x"},"webhook_url":"http://x"}`, INPUT_VALIDATION_ERROR, input.image, FILE_REFERENCE
          `{"model":"picture-standard","input":{"image":"file_00000000-0000-7000-8000-000000000001"},"webhook_url":"http://x"}`, FILE_NOT_FOUND, input.image, FILE_NOT_FOUND
          `{"model":"picture-standard","input":{},"webhook_url":"http://a.example/","max_cost":"0.01"}`, INPUT_VALIDATION_ERROR, webhook_url, SCHEME
          `{"model":"picture-standard","input":{},"webhook_url":"https://127.0.0.1/"}`, INPUT_VALIDATION_ERROR, webhook_url, ADDRESS
          `{"model":"picture-standard","input":{},"max_cost":"0.039999999"}`, INPUT_VALIDATION_ERROR, max_cost, EXCEEDED
          `{"model":"picture-standard","input":{"cost":"9223372036"}}`, INPUT_VALIDATION_ERROR, input, OUT_OF_RANGE
          `{"model":"picture-standard","input":{"cost":"10"}}`, INSUFFICIENT_BALANCE, `-`, `-`
          """)
  void the_first_guard_that_fails_decides_and_nothing_is_stored(
      String body, ErrorCode code, String field, String what) {
    Submitted.Refused refused =
        assertInstanceOf(Submitted.Refused.class, submit(parse(body), "key"), body);

    assertEquals(code, refused.code(), body);
    Optional<FieldError> first = refused.details().stream().findFirst();
    assertEquals(field, first.map(FieldError::field).orElse("-"), body);
    assertEquals(what, first.map(FieldError::code).orElse("-"), body);
    assertEquals("10.000 0.000 0.000", platform.money(), body);
    assertTrue(platform.rows().orchestrator().starts().isEmpty(), body);
    assertInstanceOf(
        Submitted.Accepted.class, submit(BODY, "key"), "the key is still free after " + body);
  }

  @Test
  void a_test_key_reaches_simulated_models_only() {
    Caller tester = platform.caller(AccountMode.TEST);
    platform.credit(tester.account(), "1");

    assertInstanceOf(Submitted.Forbidden.class, submit(tester, keyed(BODY, "a")));
    JsonObject simulated = BODY.with("model", Json.of(ScriptedCatalog.SIMULATED));
    assertInstanceOf(Submitted.Accepted.class, submit(tester, keyed(simulated, "a")));
  }

  @Test
  void everything_is_durable_before_the_machine_is_started() {
    platform
        .points()
        .before("Orchestrator.start", () -> assertEquals("9.952 0.048 0.000", platform.money()));

    ExecutionId id = platform.accepted("a");

    Execution execution = platform.execution(id);
    assertEquals(ExecutionState.PENDING, execution.state());
    assertEquals(execution.createdAt().plus(ScriptedCatalog.TIMEOUT), execution.expiresAt());
    assertEquals(
        Set.of(id),
        platform.rows().orchestrator().machines().keySet(),
        "named after the execution");
  }

  @Test
  void the_submit_path_is_one_transaction_and_one_start() {
    platform.points().forget();

    platform.accepted("a");

    assertEquals(List.of("ExecutionStore.accept", "Orchestrator.start"), platform.points().calls());
  }

  @Test
  void options_are_kept() {
    JsonObject body =
        BODY.with("timeout_seconds", Json.of(30))
            .with("max_cost", Json.of("0.04"))
            .with("webhook_url", Json.of("https://receiver.example/hook"))
            .with("metadata", JsonObject.builder().put("order", "7").build());

    Execution execution = accepted(submit(body, "a"));

    assertEquals(Duration.ofSeconds(30), execution.request().timeout());
    assertEquals(execution.createdAt().plusSeconds(30), execution.expiresAt());
    assertEquals("https://receiver.example/hook", execution.request().webhookUrl());
    assertEquals("7", execution.request().metadata().get("order"));
  }

  @Test
  void a_quote_stores_nothing_and_needs_no_money() {
    Caller poor = platform.caller(AccountMode.LIVE);

    QuoteExecution.Quoted quoted = platform.useCases().quote().quote(poor, BODY);

    QuoteExecution.Quoted.Offer offer = assertInstanceOf(QuoteExecution.Quoted.Offer.class, quoted);
    assertEquals("0.040", offer.quote().cost().estimate().toUsd());
    assertEquals("0.048", offer.quote().cost().hold().toUsd());
    assertInstanceOf(
        QuoteExecution.Quoted.Refusal.class,
        platform.useCases().quote().quote(poor, BODY.without("input")));
    assertEquals("10.000 0.000 0.000", platform.money());
  }

  @Test
  void numbers_that_no_machine_can_hold_are_refused() {
    JsonObject body = BODY.with("timeout_seconds", new JsonNumber(new BigDecimal("1e300")));

    assertInstanceOf(Submitted.Refused.class, submit(body, "a"));
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
