package dev.modelroute.local.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ValidationException;

/** What the front refuses, and exactly where its limits are. */
final class StepFunctionsFrontLimitsTest {

  private final Scene scene = new Scene(Scene.deployedDefinition());
  private final String machine = scene.machine.arn();
  private final StepFunctionsFront front;
  private final SfnClient client;

  StepFunctionsFrontLimitsTest() throws IOException {
    front = new StepFunctionsFront(scene.machines, 0);
    client = StepFunctionsFrontTest.client(front.endpoint());
  }

  @AfterEach
  void close() {
    client.close();
    front.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a.b", "ä", "a/b", ""})
  void a_name_outside_the_alphabet_is_refused(String name) {
    assertThrows(InvalidNameException.class, () -> start(name, "{}"), name);
  }

  @Test
  void the_limits_hold_to_the_character() {
    assertNotNull(start("n".repeat(80), Scene.INPUT));
    assertThrows(InvalidNameException.class, () -> start("n".repeat(81), Scene.INPUT));
    // Two bytes each: the limit counts bytes.
    String filling = "é".repeat((262_144 - 2) / 2);
    assertNotNull(start("full", "\"" + filling + "\""));
    assertThrows(ValidationException.class, () -> start("over", "\"" + filling + "x\""));
    assertThrows(InvalidExecutionInputException.class, () -> start("bad", "{"));
    String token = scene.calls.getFirst().token();
    assertThrows(
        ValidationException.class,
        () -> client.sendTaskHeartbeat(request -> request.taskToken("t".repeat(2_049))));
    assertThrows(
        TaskDoesNotExistException.class,
        () -> client.sendTaskHeartbeat(request -> request.taskToken("t".repeat(2_048))));
    assertThrows(
        ValidationException.class,
        () -> client.sendTaskFailure(request -> request.taskToken(token).error("e".repeat(257))));
    assertThrows(
        ValidationException.class,
        () ->
            client.sendTaskFailure(request -> request.taskToken(token).cause("c".repeat(32_769))));
    assertThrows(
        ValidationException.class,
        () ->
            client.sendTaskSuccess(
                request -> request.taskToken(token).output("\"" + filling + "x\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          AWSStepFunctions.DescribeExecution | {                  | SerializationException
          AWSStepFunctions.DescribeExecution | []                 | SerializationException
          AWSStepFunctions.DescribeExecution | {}                 | ValidationException
          AWSStepFunctions.DescribeExecution | {"executionArn":1} | SerializationException
          Elsewhere.DescribeExecution        | {}                 | UnknownOperationException
          """)
  void a_request_that_no_client_sends_gets_an_error_too(String target, String body, String type)
      throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(front.endpoint())
                  .header("X-Amz-Target", target)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(400, answer.statusCode(), body);
      assertTrue(answer.body().contains("\"__type\":\"" + type + "\""), answer.body());
    }
  }

  private String start(String name, String input) {
    return client
        .startExecution(request -> request.stateMachineArn(machine).name(name).input(input))
        .executionArn();
  }
}
