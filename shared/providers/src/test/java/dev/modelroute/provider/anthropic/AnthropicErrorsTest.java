package dev.modelroute.provider.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.provider.AdapterProbe;
import dev.modelroute.provider.http.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicErrorsTest {
  private static final String SLUG = "text-generation-standard";
  private static final String INPUT = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  private ScriptedServer server;
  private AdapterProbe probe;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    probe =
        new AdapterProbe(
            AdapterProbe.make(
                AnthropicAdapter::new,
                AnthropicAdapter.PROVIDER,
                AnthropicAdapter.KEY,
                server.address("")));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Status, type or body, message → code, action, flags. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          400 | invalid_request_error | m                            | INPUT_VALIDATION_ERROR      | X | A
          413 | request_too_large     | m                            | INPUT_VALIDATION_ERROR      | X | A
          400 | invalid_request_error | Blocked by our content filtering policy | CONTENT_MODERATION_REJECTED | X |
          401 | authentication_error  | m                            | SERVICE_UNAVAILABLE         | F | AP
          403 | permission_error      | m                            | SERVICE_UNAVAILABLE         | F | AP
          402 | billing_error         | m                            | SERVICE_UNAVAILABLE         | F | AP
          400 | enforced_spend_limit_reached | m                     | SERVICE_UNAVAILABLE         | F | AP
          429 | rate_limit_error      | enforced_spend_limit_reached | SERVICE_UNAVAILABLE         | F | AP
          400 | invalid_request_error | Your credit balance is too low | SERVICE_UNAVAILABLE       | F | AP
          404 | not_found_error       | m                            | MODEL_UNAVAILABLE           | F | A
          429 | rate_limit_error      | m                            | RATE_LIMITED                | F |
          504 | timeout_error         | m                            | GENERATION_TIMEOUT          | F | D
          500 | api_error             | m                            | SERVICE_UNAVAILABLE         | R |
          529 | overloaded_error      | m                            | MODEL_OVERLOADED            | R |
          # nothing typed: the status speaks
          401 | <html>                | m                            | SERVICE_UNAVAILABLE         | F | AP
          408 | <html>                | m                            | GENERATION_TIMEOUT          | F | D
          415 | <html>                | m                            | FILE_FORMAT_UNSUPPORTED     | X |
          429 | <html>                | m                            | RATE_LIMITED                | F |
          500 | <html>                | m                            | SERVICE_UNAVAILABLE         | R |
          502 | <html>                | m                            | SERVICE_UNAVAILABLE         | F | D
          503 | <html>                | m                            | SERVICE_UNAVAILABLE         | R |
          504 | <html>                | m                            | GENERATION_TIMEOUT          | F | D
          520 | <html>                | m                            | SERVICE_UNAVAILABLE         | F | D
          524 | <html>                | m                            | GENERATION_TIMEOUT          | F | D
          529 | <html>                | m                            | MODEL_OVERLOADED            | R |
          302 | <html>                | m                            | SERVICE_UNAVAILABLE         | F | AD
          418 | surprise_error        | m                            | INTERNAL_ERROR              | F | A
          409 | <html>                | m                            | INTERNAL_ERROR              | F | A
          # a word in an echoed prompt is no signal elsewhere
          500 | api_error             | your credit balance          | SERVICE_UNAVAILABLE         | R |
          """)
  void every_signal_has_its_code_and_action(
      int status,
      String type,
      String message,
      ErrorCode code,
      String action,
      @Nullable String flags) {
    if (type.equals("<html>")) {
      server.thenAnswer(status, "text/html", type);
    } else {
      server.thenJson(
          status,
          "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"},\"request_id\":\"r\"}"
              .formatted(type, message));
    }

    AdapterProbe.expect(
        probe.fails(SLUG, INPUT), code, action, flags, status + " " + type + " " + message);
    assertEquals(1, server.received().size());
  }

  /** Signs of failure inside a 2xx. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"stop_reason":"refusal","content":[]}                                     | CONTENT_MODERATION_REJECTED | X |
          {"stop_reason":"refusal","content":[{"type":"text","text":"no"}]}          | CONTENT_MODERATION_REJECTED | X |
          {"stop_reason":"end_turn","content":[]}                                    | GENERATION_FAILED | F |
          {"stop_reason":"end_turn","content":[{"type":"thinking","text":"h"}]}      | GENERATION_FAILED | F |
          {"stop_reason":"tool_use","content":[{"type":"text","text":"a"}]}          | INTERNAL_ERROR    | F | A
          {"stop_reason":"pause_turn","content":[{"type":"text","text":"a"}]}        | INTERNAL_ERROR    | F | A
          {"stop_reason":"news","content":[{"type":"text","text":"a"}]}              | GENERATION_FAILED | F | A
          {"content":[{"type":"text","text":"a"}]}                                   | GENERATION_FAILED | F | A
          {"stop_reason":"end_turn"}                                                 | GENERATION_FAILED | F | A
          {"ok":true}                                                                | GENERATION_FAILED | F | A
          {"stop_reason":"end_turn","content":[{"type":"text","text":"a"}],"usage":{"input_tokens":-1}}      | GENERATION_FAILED | F | A
          {"stop_reason":"end_turn","content":[{"type":"text","text":"a"}],"usage":{"output_tokens":1.5}}    | GENERATION_FAILED | F | A
          {"stop_reason":"end_turn","content":[{"type":"text","text":"a"}],"usage":{"input_tokens":1000000000000}} | GENERATION_FAILED | F | A
          {"stop_reason":"end_turn","content":[{"type":"text","text":"a"}],"usage":{"cache_read_input_tokens":"1"}} | GENERATION_FAILED | F | A
          {"type":"error","error":{"type":"overloaded_error","message":"m"}}         | MODEL_OVERLOADED  | F |
          {"type":"error","error":{"type":"news","message":"m"}}                     | GENERATION_FAILED | F | A
          [1]                                                                        | SERVICE_UNAVAILABLE | F | AD
          {"stop_reason":                                                            | SERVICE_UNAVAILABLE | F | AD
          """)
  void a_failure_inside_a_success_is_told(
      String body, ErrorCode code, String action, @Nullable String flags) {
    server.thenJson(200, body);

    AdapterProbe.expect(probe.fails(SLUG, INPUT), code, action, flags, body);
  }

  @Test
  void the_reset_of_the_bucket_that_is_empty_is_how_long_to_wait() {
    server.then(
        ScriptedServer.answer(
            429,
            Map.of(
                "Content-Type", "application/json",
                "anthropic-ratelimit-tokens-remaining", "0",
                "anthropic-ratelimit-tokens-reset", "2026-11-20T00:00:04Z"),
            "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\"}}"));

    AttemptFailure failure = probe.fails(SLUG, INPUT);

    assertEquals(Duration.ofSeconds(4), failure.retryAfter());
    AdapterProbe.expect(failure, ErrorCode.RATE_LIMITED, "R", null, "bucket");
  }

  @Test
  void the_operators_detail_holds_no_key() {
    server.thenJson(
        401,
        "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"bad "
            + AdapterProbe.KEY
            + "\"}}");

    assertFalse(probe.fails(SLUG, INPUT).detail().contains(AdapterProbe.KEY));
  }
}
