package dev.modelroute.local.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LambdaTaskInvokerTest {

  static final class Broken extends RuntimeException {
    Broken(String message) {
      super(message);
    }
  }

  private final LambdaTaskInvoker invoker =
      new LambdaTaskInvoker(
          Map.of(
              "Echo", event -> event,
              "Silent", _ -> "",
              "Babbling", _ -> "not json",
              "Broken",
                  _ -> {
                    throw new Broken("it broke");
                  }));

  @Test
  void an_answer_comes_in_the_wrapper_of_the_service() {
    assertEquals(
        "Returned[output={\"ExecutedVersion\":\"$LATEST\",\"Payload\":{\"a\":1},"
            + "\"StatusCode\":200}]",
        answer("{\"FunctionName\":\"Echo\",\"Payload\":{\"a\":1}}"));
  }

  @Test
  void no_answer_is_a_null_payload() {
    assertEquals(
        "Returned[output={\"ExecutedVersion\":\"$LATEST\",\"Payload\":null,\"StatusCode\":200}]",
        answer("{\"FunctionName\":\"Silent\"}"));
  }

  @Test
  void what_a_function_throws_is_named_by_its_class_and_told_as_json_text() {
    String name = "dev.modelroute.local.stepfunctions.LambdaTaskInvokerTest$Broken";
    assertEquals(
        "Failed[error="
            + name
            + ", cause={\"errorMessage\":\"it broke\",\"errorType\":\""
            + name
            + "\"}]",
        answer("{\"FunctionName\":\"Broken\"}"));
  }

  @Test
  void a_function_that_does_not_exist_is_named_so() {
    assertEquals(
        "Failed[error=Lambda.ResourceNotFoundException, cause=Function not found: Gone]",
        answer("{\"FunctionName\":\"Gone\"}"));
  }

  @Test
  void an_answer_that_is_no_json_is_a_failure() {
    assertEquals(
        "Failed[error=Lambda.Unknown, cause=The function's answer is not JSON]",
        answer("{\"FunctionName\":\"Babbling\"}"));
  }

  private String answer(String parameters) {
    try {
      return invoker
          .invoke(new TaskCall(AslDialect.LAMBDA_INVOKE, Json.parse(parameters)))
          .toCompletableFuture()
          .join()
          .toString();
    } catch (JsonProcessingException malformed) {
      throw new AssertionError(malformed);
    }
  }
}
