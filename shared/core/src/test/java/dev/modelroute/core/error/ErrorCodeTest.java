package dev.modelroute.core.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
  @Test
  void there_are_twelve_codes_with_status_and_sentence() {
    assertEquals(12, ErrorCode.values().length);
    for (ErrorCode code : ErrorCode.values()) {
      assertTrue(code.httpStatus() >= 400 && code.httpStatus() < 600, code.name());
      assertTrue(code.message().endsWith("."), code.name());
    }
  }

  @Test
  void no_fault_of_the_caller_is_worth_a_retry() {
    assertTrue(
        Arrays.stream(ErrorCode.values())
            .filter(code -> code.httpStatus() < 429)
            .noneMatch(ErrorCode::retryable));
  }
}
