package dev.modelroute.provider.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.provider.AttemptFailure;
import dev.modelroute.provider.AdapterProbe;
import dev.modelroute.provider.http.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiErrorsTest {
  private static final String SLUG = "text-generation-fast";
  private static final String INPUT = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  private ScriptedServer server;
  private AdapterProbe probe;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    probe =
        new AdapterProbe(
            AdapterProbe.make(
                GeminiAdapter::new,
                GeminiAdapter.PROVIDER,
                GeminiAdapter.KEY,
                server.address("/v1beta")));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Status of the reply, code and status word of its body, reason of a detail. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          400 | 400 | INVALID_ARGUMENT    |                     | INPUT_VALIDATION_ERROR      | X | A
          400 | 400 | OUT_OF_RANGE        |                     | INPUT_VALIDATION_ERROR      | X | A
          400 | 400 | INVALID_ARGUMENT    | API_KEY_INVALID     | SERVICE_UNAVAILABLE         | F | AP
          400 | 400 | FAILED_PRECONDITION |                     | SERVICE_UNAVAILABLE         | F | AP
          400 | 400 | INVALID_ARGUMENT    | IMAGE_UNSAFE_GENERATION | CONTENT_MODERATION_REJECTED | X |
          401 | 401 | UNAUTHENTICATED     |                     | SERVICE_UNAVAILABLE         | F | AP
          402 | 402 | RESOURCE_EXHAUSTED  |                     | SERVICE_UNAVAILABLE         | F | AP
          403 | 403 | PERMISSION_DENIED   |                     | SERVICE_UNAVAILABLE         | F | AP
          404 | 404 | NOT_FOUND           |                     | MODEL_UNAVAILABLE           | F | A
          429 | 429 | RESOURCE_EXHAUSTED  |                     | RATE_LIMITED                | F |
          500 | 429 | RESOURCE_EXHAUSTED  |                     | RATE_LIMITED                | F |
          500 | 500 | INTERNAL            |                     | SERVICE_UNAVAILABLE         | R |
          503 | 503 | UNAVAILABLE         |                     | MODEL_OVERLOADED            | R |
          504 | 504 | DEADLINE_EXCEEDED   |                     | GENERATION_TIMEOUT          | F | D
          # nothing typed: the status speaks
          400 |     |                     |                     | INTERNAL_ERROR              | F | A
          401 |     |                     |                     | SERVICE_UNAVAILABLE         | F | AP
          408 |     |                     |                     | GENERATION_TIMEOUT          | F | D
          415 |     |                     |                     | FILE_FORMAT_UNSUPPORTED     | X |
          429 |     |                     |                     | RATE_LIMITED                | F |
          500 |     |                     |                     | SERVICE_UNAVAILABLE         | R |
          502 |     |                     |                     | SERVICE_UNAVAILABLE         | F | D
          503 |     |                     |                     | SERVICE_UNAVAILABLE         | R |
          524 |     |                     |                     | GENERATION_TIMEOUT          | F | D
          302 |     |                     |                     | SERVICE_UNAVAILABLE         | F | AD
          409 | 409 | ABORTED             |                     | INTERNAL_ERROR              | F | A
          """)
  void every_signal_has_its_code_and_action(
      int status,
      @Nullable Integer bodyCode,
      @Nullable String word,
      @Nullable String reason,
      ErrorCode code,
      String action,
      @Nullable String flags) {
    if (bodyCode == null) {
      server.thenAnswer(status, "text/html", "<html>");
    } else {
      String details = reason == null ? "" : "{\"reason\":\"" + reason + "\"}";
      server.thenJson(
          status,
          "{\"error\":{\"code\":%d,\"message\":\"m\",\"status\":\"%s\",\"details\":[%s]}}"
              .formatted(bodyCode, word, details));
    }

    AdapterProbe.expect(
        probe.fails(SLUG, INPUT), code, action, flags, status + " " + word + " " + reason);
    assertEquals(1, server.received().size());
  }

  /** Every finish reason that is no result. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SAFETY                    | CONTENT_MODERATION_REJECTED | X |
          PROHIBITED_CONTENT        | CONTENT_MODERATION_REJECTED | X |
          BLOCKLIST                 | CONTENT_MODERATION_REJECTED | X |
          SPII                      | CONTENT_MODERATION_REJECTED | X |
          IMAGE_SAFETY              | CONTENT_MODERATION_REJECTED | X |
          IMAGE_PROHIBITED_CONTENT  | CONTENT_MODERATION_REJECTED | X |
          ESCALATION                | CONTENT_MODERATION_REJECTED | X |
          NO_IMAGE                  | GENERATION_FAILED           | F |
          IMAGE_OTHER               | GENERATION_FAILED           | F |
          IMAGE_RECITATION          | GENERATION_FAILED           | F |
          MALFORMED_RESPONSE        | GENERATION_FAILED           | F |
          RECITATION                | GENERATION_FAILED           | F |
          LANGUAGE                  | GENERATION_FAILED           | F |
          OTHER                     | GENERATION_FAILED           | F |
          MALFORMED_FUNCTION_CALL   | INTERNAL_ERROR              | F | A
          UNEXPECTED_TOOL_CALL      | INTERNAL_ERROR              | F | A
          TOO_MANY_TOOL_CALLS       | INTERNAL_ERROR              | F | A
          MISSING_THOUGHT_SIGNATURE | INTERNAL_ERROR              | F | A
          FINISH_REASON_UNSPECIFIED | GENERATION_FAILED           | F | A
          NEWS                      | GENERATION_FAILED           | F | A
          """)
  void every_finish_that_is_no_result_is_told(
      String reason, ErrorCode code, String action, @Nullable String flags) {
    server.thenJson(
        200,
        "{\"candidates\":[{\"finishReason\":\"%s\",\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}"
            .formatted(reason));

    AdapterProbe.expect(probe.fails(SLUG, INPUT), code, action, flags, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"promptFeedback":{"blockReason":"SAFETY"}}                                     | CONTENT_MODERATION_REJECTED | X |
          {"candidates":[]}                                                               | GENERATION_FAILED | F | A
          {"ok":1}                                                                        | GENERATION_FAILED | F | A
          {"candidates":[{"finishReason":"STOP"}]}                                        | GENERATION_FAILED | F |
          {"candidates":[{"finishReason":"STOP","content":{"parts":[{"text":"h","thought":true}]}}]} | GENERATION_FAILED | F |
          {"candidates":[{"content":{"parts":[{"text":"a"}]}}]}                           | GENERATION_FAILED | F | A
          {"candidates":[{"finishReason":"STOP","content":{"parts":[{"text":"a"}]}}],"usageMetadata":{"promptTokenCount":-1}} | GENERATION_FAILED | F | A
          {"candidates":[{"finishReason":"STOP","content":{"parts":[{"text":"a"}]}}],"usageMetadata":{"candidatesTokenCount":0.5}} | GENERATION_FAILED | F | A
          {"candidates":[{"finishReason":"STOP","content":{"parts":[{"text":"a"}]}}],"usageMetadata":{"promptTokenCount":1e12}} | GENERATION_FAILED | F | A
          {"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"m"}}              | RATE_LIMITED      | F |
          {"error":{"message":"m"}}                                                       | GENERATION_FAILED | F | A
          {"candidates":                                                                  | SERVICE_UNAVAILABLE | F | AD
          """)
  void a_failure_inside_a_success_is_told(
      String body, ErrorCode code, String action, @Nullable String flags) {
    server.thenJson(200, body);

    AdapterProbe.expect(probe.fails(SLUG, INPUT), code, action, flags, body);
  }

  @ParameterizedTest
  @CsvSource({"2s, R, 2000", "1.5s, R, 1500", "23s, F, 23000", "soon, F, "})
  void the_wait_is_in_the_body(String delay, String action, @Nullable Long millis) {
    server.thenJson(
        429,
        "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"m\","
            + "\"details\":[{\"@type\":\"x\"},{\"retryDelay\":\""
            + delay
            + "\"}]}}");

    AttemptFailure failure = probe.fails(SLUG, INPUT);

    assertEquals(millis == null ? null : Duration.ofMillis(millis), failure.retryAfter(), delay);
    AdapterProbe.expect(failure, ErrorCode.RATE_LIMITED, action, null, delay);
  }

  @Test
  void pictures_that_are_none_are_no_result() {
    server
        .thenJson(200, picture("bm90IGEgcGljdHVyZQ=="))
        .thenJson(
            200,
            "{\"candidates\":[{\"finishReason\":\"STOP\",\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}");
    String slug = "image-generation-standard";
    String input = "{\"prompt\":\"a lighthouse\"}";

    AdapterProbe.expect(
        probe.fails(slug, input), ErrorCode.GENERATION_FAILED, "F", "A", "no picture");
    AdapterProbe.expect(probe.fails(slug, input), ErrorCode.GENERATION_FAILED, "F", null, "text");
  }

  private static String picture(String data) {
    return """
    {"candidates":[{"finishReason":"STOP","content":{"parts":[
      {"inlineData":{"mimeType":"image/png","data":"%s"}}]}}]}
    """
        .formatted(data);
  }
}
