package dev.modelroute.provider.openaicompatible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.core.provider.FailureAction;
import dev.modelroute.core.provider.ProviderAdapter;
import dev.modelroute.core.provider.ProviderResult;
import dev.modelroute.provider.http.Failures;
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

class OpenAiErrorsTest {
  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /**
   * Profile, status, body → code, action (X stop, F next route, R in place), flags (A alarm, D in
   * doubt, P provider account). {@code E:type:code} stands for the usual nested body.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # input
          openai     | 400 | E:invalid_request_error:decimal_above_max_value | INPUT_VALIDATION_ERROR      | X | A
          openai     | 422 | E:invalid_request_error:                        | INPUT_VALIDATION_ERROR      | X | A
          openai     | 400 | E:invalid_request_error:context_length_exceeded | INPUT_VALIDATION_ERROR      | X | A
          together   | 400 | {"error_type":"validation","error":"m"}         | INPUT_VALIDATION_ERROR      | X | A
          together   | 422 | {"error":"m"}                                   | INPUT_VALIDATION_ERROR      | X | A
          mistral    | 422 | {"object":"error","message":{"detail":[]},"type":"invalid_request_error","code":null} | INPUT_VALIDATION_ERROR | X | A
          vllm       | 400 | {"object":"error","message":"m","type":"BadRequestError","param":null,"code":400}     | INPUT_VALIDATION_ERROR | X | A
          # moderation
          openai     | 400 | E:image_generation_user_error:moderation_blocked | CONTENT_MODERATION_REJECTED | X |
          openai     | 400 | E:invalid_request_error:content_policy_violation | CONTENT_MODERATION_REJECTED | X |
          openai     | 400 | E:invalid_request_error:image_content_policy_violation | CONTENT_MODERATION_REJECTED | X |
          openai     | 400 | E:invalid_request_error:bio_policy              | CONTENT_MODERATION_REJECTED | X |
          openai     | 400 | E:invalid_request_error:invalid_prompt          | CONTENT_MODERATION_REJECTED | X |
          openrouter | 403 | {"error":{"code":403,"message":"m","metadata":{"reasons":["violence"]}}} | CONTENT_MODERATION_REJECTED | X |
          # files: ours to give, theirs to read
          openai     | 400 | E:invalid_request_error:failed_to_download_image | INTERNAL_ERROR             | F | A
          openai     | 400 | E:invalid_request_error:invalid_image_url       | INTERNAL_ERROR              | F | A
          openai     | 400 | E:invalid_request_error:image_file_not_found    | INTERNAL_ERROR              | F | A
          openai     | 400 | E:invalid_request_error:unsupported_image_media_type | FILE_FORMAT_UNSUPPORTED | X |
          openai     | 400 | E:invalid_request_error:invalid_image_format    | FILE_FORMAT_UNSUPPORTED     | X |
          openai     | 400 | E:invalid_request_error:image_parse_error       | FILE_FORMAT_UNSUPPORTED     | X |
          openai     | 400 | E:invalid_request_error:image_too_small         | FILE_FORMAT_UNSUPPORTED     | X |
          openai     | 400 | E:invalid_request_error:image_too_large         | FILE_FORMAT_UNSUPPORTED     | X |
          openai     | 400 | E:invalid_request_error:image_file_too_large    | FILE_FORMAT_UNSUPPORTED     | X |
          openai     | 400 | E:invalid_request_error:empty_image_file        | FILE_FORMAT_UNSUPPORTED     | X |
          openai     | 400 | E:invalid_request_error:invalid_base64_image    | FILE_FORMAT_UNSUPPORTED     | X |
          openai     | 415 | E::                                             | FILE_FORMAT_UNSUPPORTED     | X |
          # limits: without a wait the next route is better than a guess
          openai     | 429 | E:requests:rate_limit_exceeded                  | RATE_LIMITED                | F |
          openai     | 429 | E::slow_down                                    | RATE_LIMITED                | F |
          groq       | 429 | E:tokens:rate_limit_exceeded                    | RATE_LIMITED                | F |
          together   | 500 | E::rate_limit_exceeded                          | RATE_LIMITED                | F |
          openrouter | 500 | {"error":{"code":429,"message":"m"}}            | RATE_LIMITED                | F |
          openrouter | 402 | {"error":{"code":402,"message":"m","metadata":{"limit_source":"openrouter_in_flight_budget"}}} | RATE_LIMITED | F |
          # overload
          openai     | 503 | E:server_error:server_is_overloaded             | MODEL_OVERLOADED            | R |
          openai     | 503 | E:server_error:slow_down                        | MODEL_OVERLOADED            | R |
          groq       | 498 | E:invalid_request_error:capacity_exceeded       | MODEL_OVERLOADED            | R |
          groq       | 498 | oops                                            | MODEL_OVERLOADED            | R |
          openai     | 529 | E::                                             | MODEL_OVERLOADED            | R |
          # model
          openai     | 404 | E:invalid_request_error:model_not_found         | MODEL_UNAVAILABLE           | F | A
          openai     | 403 | E:invalid_request_error:model_not_found         | MODEL_UNAVAILABLE           | F | A
          ollama     | 404 | {"error":"model not found, try pulling it first"} | MODEL_UNAVAILABLE         | F | A
          vllm       | 404 | {"object":"error","message":"m","type":"NotFoundError","param":null,"code":404} | MODEL_UNAVAILABLE | F | A
          openrouter | 404 | {"error":{"code":404,"message":"m"}}            | MODEL_UNAVAILABLE           | F | A
          mistral    | 400 | {"object":"error","message":"m","type":"invalid_request_error","param":null,"code":"unknown_model"} | MODEL_UNAVAILABLE | F | A
          openrouter | 502 | {"error":{"code":502,"message":"m"}}            | MODEL_UNAVAILABLE           | F | A
          openrouter | 503 | {"error":{"code":503,"message":"m"}}            | MODEL_UNAVAILABLE           | F | A
          openrouter | 502 | {"error":{"code":502,"message":"m","metadata":{"provider_name":"x"}}} | SERVICE_UNAVAILABLE | F | D
          groq       | 400 | E:invalid_request_error:json_validate_failed    | GENERATION_FAILED           | F |
          # account
          openai     | 429 | E:insufficient_quota:insufficient_quota         | SERVICE_UNAVAILABLE         | F | AP
          openai     | 429 | E:insufficient_quota:credit_balance_exhausted   | SERVICE_UNAVAILABLE         | F | AP
          openai     | 429 | E::organization_spend_limit_exceeded            | SERVICE_UNAVAILABLE         | F | AP
          openai     | 429 | E::project_spend_limit_exceeded                 | SERVICE_UNAVAILABLE         | F | AP
          openai     | 429 | E::organization_usage_limit_exceeded            | SERVICE_UNAVAILABLE         | F | AP
          openai     | 401 | E:invalid_request_error:invalid_api_key         | SERVICE_UNAVAILABLE         | F | AP
          openai     | 401 | oops                                            | SERVICE_UNAVAILABLE         | F | AP
          openai     | 403 | E:forbidden:unsupported_country                 | SERVICE_UNAVAILABLE         | F | AP
          openrouter | 402 | {"error":{"code":402,"message":"m","metadata":{}}} | SERVICE_UNAVAILABLE      | F | AP
          openrouter | 403 | {"error":{"code":403,"message":"m"}}            | SERVICE_UNAVAILABLE         | F | AP
          mistral    | 402 | {"error":"m"}                                   | SERVICE_UNAVAILABLE         | F | AP
          fireworks  | 402 | E::                                             | SERVICE_UNAVAILABLE         | F | AP
          fireworks  | 412 | E::                                             | SERVICE_UNAVAILABLE         | F | AP
          # transport
          openai     | 500 | E:server_error:                                 | SERVICE_UNAVAILABLE         | R |
          openai     | 500 | <html>                                          | SERVICE_UNAVAILABLE         | R |
          openai     | 503 | oops                                            | SERVICE_UNAVAILABLE         | R |
          openai     | 408 | E::                                             | GENERATION_TIMEOUT          | F | D
          openai     | 504 | <html>                                          | GENERATION_TIMEOUT          | F | D
          openai     | 524 | <html>                                          | GENERATION_TIMEOUT          | F | D
          openai     | 502 | <html>                                          | SERVICE_UNAVAILABLE         | F | D
          openai     | 520 | <html>                                          | SERVICE_UNAVAILABLE         | F | D
          openai     | 521 | <html>                                          | SERVICE_UNAVAILABLE         | F | D
          openai     | 522 | <html>                                          | SERVICE_UNAVAILABLE         | F | D
          openai     | 523 | <html>                                          | SERVICE_UNAVAILABLE         | F | D
          openai     | 301 | <html>                                          | SERVICE_UNAVAILABLE         | F | AD
          openai     | 599 | oops                                            | SERVICE_UNAVAILABLE         | F | AD
          # nobody mapped it
          openai     | 400 | E:surprise:news                                 | INTERNAL_ERROR              | F | A
          openai     | 404 | <html>                                          | INTERNAL_ERROR              | F | A
          openai     | 409 | E:conflict:                                     | INTERNAL_ERROR              | F | A
          openai     | 413 | <html>                                          | INTERNAL_ERROR              | F | A
          """)
  void every_signal_has_its_code_and_action(
      String profile,
      int status,
      String body,
      ErrorCode code,
      String action,
      @Nullable String flags) {
    server.thenJson(status, body(body));
    String name = profile + " " + status + " " + body;

    AttemptFailure failure = submit(profile);

    String marks = flags == null ? "" : flags;
    assertEquals(code, failure.code(), name);
    assertEquals(action(action), failure.action(), name);
    assertEquals(marks.contains("A"), failure.alarm(), name);
    assertEquals(marks.contains("D"), failure.inDoubt(), name);
    assertEquals(marks.contains("P"), failure.detail().startsWith(Failures.ACCOUNT), name);
    assertEquals(1, server.received().size(), name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          429 | retry-after-ms | 300  | R | 300
          429 | retry-after    | 2    | R | 2000
          429 | retry-after    | 5    | R | 5000
          429 | retry-after    | 6    | F | 6000
          429 | retry-after    | 3600 | F | 3600000
          429 | retry-after    | -1   | F |
          429 | retry-after    | soon | F |
          429 | retry-after    | Fri, 20 Nov 2026 00:00:03 GMT | R | 3000
          503 | retry-after    | 2    | R | 2000
          503 | retry-after    | 60   | F | 60000
          503 | other          | 1    | R |
          """)
  void a_short_wait_is_spent_in_place_and_a_long_one_elsewhere(
      int status, String header, String value, String action, @Nullable Long millis) {
    server.then(
        ScriptedServer.answer(
            status, Map.of(header, value, "Content-Type", "application/json"), "{}"));

    AttemptFailure failure = submit("openai");

    assertEquals(action(action), failure.action(), header + value);
    assertEquals(
        millis == null ? null : Duration.ofMillis(millis), failure.retryAfter(), header + value);
  }

  @Test
  void the_operators_detail_is_short_and_holds_no_secret() {
    server.thenJson(
        401,
        "{\"error\":{\"message\":\"Bad key "
            + Fixtures.KEY
            + " see https://x.example/a?token=abc "
            + "x".repeat(10_000)
            + "\"}}");

    String detail = submit("openai").detail();

    assertFalse(detail.contains(Fixtures.KEY));
    assertFalse(detail.contains("token=abc"));
    assertTrue(detail.contains("http 401"));
    assertEquals(AttemptFailure.MAX_DETAIL_LENGTH, detail.length());
  }

  private AttemptFailure submit(String profile) {
    ProviderAdapter adapter = Fixtures.adapter(profile, server.address("/v1"));
    ProviderResult result =
        adapter.submit(
            adapter.translate(
                Fixtures.route(profile), Fixtures.input("{\"messages\":[]}"), Fixtures.attempt()));
    return assertInstanceOf(ProviderResult.Failed.class, result).failure();
  }

  private static String body(String text) {
    if (!text.startsWith("E:")) {
      return text;
    }
    String[] parts = text.split(":", -1);
    return "{\"error\":{\"message\":\"m\",\"type\":%s,\"param\":null,\"code\":%s}}"
        .formatted(quoted(parts[1]), quoted(parts[2]));
  }

  private static String quoted(String word) {
    return word.isEmpty() ? "null" : "\"" + word + "\"";
  }

  private static FailureAction action(String letter) {
    return switch (letter) {
      case "X" -> FailureAction.STOP;
      case "R" -> FailureAction.RETRY_IN_PLACE;
      default -> FailureAction.NEXT_ROUTE;
    };
  }
}
