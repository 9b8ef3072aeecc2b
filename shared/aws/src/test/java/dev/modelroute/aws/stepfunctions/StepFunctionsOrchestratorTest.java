package dev.modelroute.aws.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.modelroute.aws.AwsClients;
import dev.modelroute.core.execution.ExecutionId;
import dev.modelroute.core.flow.TaskError;
import dev.modelroute.core.id.StoreUnavailableException;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The orchestrator against canned answers in the service's wire format. */
class StepFunctionsOrchestratorTest {
  private static final String MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:test";
  private static final String STARTED =
      "{\"executionArn\":\"arn:aws:states:us-east-1:0:execution:a:b\",\"startDate\":1.0}";
  private static final ExecutionId ID =
      ExecutionId.of(UUID.fromString("01890000-0000-7000-8000-000000000001"));

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server = server();
  private volatile int status = 200;
  private volatile String answer = "{}";

  @BeforeEach
  void listen() {
    server.createContext(
        "/",
        exchange -> {
          String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
          byte[] body = exchange.getRequestBody().readAllBytes();
          requests.add(target + " " + new String(body, StandardCharsets.UTF_8));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_start_sends_the_same_bytes_each_time_under_the_name_of_the_execution() {
    answer = STARTED;
    orchestrator().start(ID, Duration.ofMinutes(5));
    orchestrator().start(ID, Duration.parse("PT300S"));
    JsonObject sent = sent(0, "AWSStepFunctions.StartExecution ");
    assertEquals(ID.value(), sent.string("name").orElseThrow());
    assertEquals(MACHINE, sent.string("stateMachineArn").orElseThrow());
    assertEquals(
        "{\"execution_id\":\"" + ID + "\",\"timeout_seconds\":300}",
        sent.string("input").orElseThrow());
    assertEquals(requests.get(0), requests.get(1));
  }

  @Test
  void a_machine_that_ran_before_is_success() {
    fault("ExecutionAlreadyExists");
    assertDoesNotThrow(() -> orchestrator().start(ID, Duration.ofMinutes(5)));
    assertEquals(1, requests.size());
  }

  @Test
  void answers_carry_ids_and_error_names_only() {
    orchestrator().succeed("token", ID);
    orchestrator().fail("token", TaskError.RETRYABLE);
    JsonObject success = sent(0, "AWSStepFunctions.SendTaskSuccess ");
    assertEquals("token", success.string("taskToken").orElseThrow());
    assertEquals("{\"execution_id\":\"" + ID + "\"}", success.string("output").orElseThrow());
    JsonObject failure = sent(1, "AWSStepFunctions.SendTaskFailure ");
    assertEquals("Provider.Retryable", failure.string("error").orElseThrow());
    assertEquals(2, failure.members().size());
  }

  @Test
  void an_answer_to_a_task_that_is_over_is_success() {
    for (String error : List.of("TaskTimedOut", "TaskDoesNotExist", "InvalidToken")) {
      fault(error);
      assertDoesNotThrow(() -> orchestrator().succeed("token", ID), error);
      assertDoesNotThrow(() -> orchestrator().fail("token", TaskError.CANCELLED), error);
    }
    assertEquals(6, requests.size());
  }

  @Test
  void any_other_fault_is_unavailability() {
    fault("StateMachineDoesNotExist");
    assertThrows(
        StoreUnavailableException.class, () -> orchestrator().start(ID, Duration.ofMinutes(5)));
    status = 500;
    assertThrows(
        StoreUnavailableException.class, () -> orchestrator().fail("token", TaskError.FAILED));
  }

  private void fault(String type) {
    status = 400;
    answer = "{\"__type\":\"" + type + "\",\"message\":\"no\"}";
  }

  private JsonObject sent(int index, String target) {
    String request = requests.get(index);
    assertEquals(target, request.substring(0, request.indexOf('{')));
    return StrictJson.trusted(request.substring(target.length()));
  }

  private StepFunctionsOrchestrator orchestrator() {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    AwsClients clients =
        new AwsClients(
            "us-east-1",
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
            new AwsClients.Endpoints(null, null, null, endpoint));
    return new StepFunctionsOrchestrator(clients.stepFunctions(), MACHINE);
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }
}
