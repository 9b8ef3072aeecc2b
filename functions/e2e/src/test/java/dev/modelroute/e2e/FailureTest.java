package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.error.ErrorCode;
import dev.modelroute.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Executions whose provider fails or misbehaves. */
final class FailureTest {
  private static final Set<String> CODES =
      Arrays.stream(ErrorCode.values()).map(ErrorCode::name).collect(Collectors.toSet());

  private final Api api = Platform.fast().tenant().api();

  @ParameterizedTest
  @ValueSource(strings = {"sim-image", "sim-image-poll", "sim-image-callback"})
  void each_of_the_twelve_codes_reaches_the_caller_and_gives_the_hold_back(String model) {
    Map<ErrorCode, String> submitted = new EnumMap<>(ErrorCode.class);
    for (ErrorCode code : ErrorCode.values()) {
      submitted.put(code, api.accepted(model, "{'prompt':'p','outcome':'" + code + "'}"));
    }
    submitted.forEach((code, id) -> {
      JsonObject execution = api.ended(id);
      assertEquals("FAILED", Answer.text(execution, "status"), execution::toText);
      assertEquals(code.name(), Answer.text(execution, "error", "code"));
      assertEquals(code.message(), Answer.text(execution, "error", "message"));
      assertEquals(
          Boolean.toString(code.retryable()), Answer.text(execution, "error", "retryable"));
      assertEquals("0.000", Answer.text(execution, "cost"));
      Answer result = api.get("/v1/executions/" + id + "/result").with(code.httpStatus());
      assertEquals(code.name(), result.code());
    });
    Answer balance = api.get("/v1/balance");
    assertEquals("10.000", balance.text("available"), balance::toString);
    assertEquals("0.000", balance.text("held"));
  }

  @Test
  void a_failure_that_passes_is_retried_unseen() {
    JsonObject execution =
        api.run("sim-image", "{'prompt':'p','outcome':'RATE_LIMITED','fail_attempts':1}");
    assertEquals("COMPLETED", Answer.text(execution, "status"), execution::toText);
  }

  @ParameterizedTest
  @CsvSource({
    "sim-image, html_as_png",
    "sim-image, empty",
    "sim-image, truncated",
    "sim-image, too_many",
    "sim-image, absurd_usage",
    "sim-image-poll, html_as_png",
    "sim-video, empty",
    "sim-speech, html_as_png",
    "sim-text, huge",
    "sim-text, empty",
    "sim-text, html_as_png",
    "sim-text, absurd_usage",
  })
  void a_hostile_output_never_costs_more_than_its_hold(String model, String output) {
    Answer created =
        api.submit(model, "{'prompt':'p','cost':'0.05','output':'" + output + "'}").with(202);
    JsonObject execution = api.ended(created.text("id"));
    switch (Answer.text(execution, "status")) {
      case "FAILED" -> {
        assertTrue(CODES.contains(Answer.text(execution, "error", "code")), execution::toText);
        assertEquals("0.000", Answer.text(execution, "cost"));
        assertEquals("10.000", api.get("/v1/balance").text("available"));
      }
      case "COMPLETED" -> {
        BigDecimal cost = new BigDecimal(Answer.text(execution, "cost"));
        assertTrue(
            cost.compareTo(new BigDecimal(created.text("hold_amount"))) <= 0, execution::toText);
      }
      case String other -> throw new AssertionError(other + ": " + execution.toText());
    }
    assertEquals("0.000", api.get("/v1/balance").text("held"));
  }

  /** {@code huge} is one byte more than the largest file, and all of it is sent. */
  @ParameterizedTest
  @ValueSource(strings = {"html_as_png", "empty", "huge"})
  void bytes_that_are_no_picture_are_never_handed_on(String output) {
    Api real = Platform.shared().tenant().api();
    JsonObject execution = real.run("sim-image", "{'prompt':'p','output':'" + output + "'}");
    assertEquals("FAILED", Answer.text(execution, "status"), execution::toText);
    assertEquals("GENERATION_FAILED", Answer.text(execution, "error", "code"));
    assertEquals(List.of(), real.get("/v1/files").with(200).data());
    assertEquals("10.000", real.get("/v1/balance").text("available"));
  }

  @Test
  void a_result_that_trickles_in_does_not_outlive_the_deadline() {
    Api real = Platform.shared().tenant().api();
    JsonObject execution =
        real.run("sim-speech", "{'prompt':'p','output':'slow'}", "'timeout_seconds':4");
    assertEquals("EXPIRED", Answer.text(execution, "status"), execution::toText);
    assertEquals("10.000", real.get("/v1/balance").text("available"));
  }
}
