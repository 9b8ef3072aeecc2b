package dev.modelroute.local.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;
import software.amazon.awssdk.services.sfn.model.InvalidOutputException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** The real client against the front, on virtual time. */
final class StepFunctionsFrontTest {

  private static final String PASS =
      "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";

  private final Scene scene = new Scene(Scene.deployedDefinition());
  private final String machine = scene.machine.arn();
  private final StepFunctionsFront front;
  private final SfnClient client;

  StepFunctionsFrontTest() throws IOException {
    front = new StepFunctionsFront(scene.machines, 0);
    client = client(front.endpoint());
  }

  static SfnClient client(URI endpoint) {
    return SfnClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @BeforeEach
  void answers_are_not_delayed_by_the_network_stack() {
    assertEquals("true", System.getProperty("sun.net.httpserver.nodelay"));
  }

  @AfterEach
  void close() {
    client.close();
    front.close();
  }

  @Test
  void an_execution_goes_through_the_client_from_start_to_end() {
    String arn = start("exec_1", Scene.INPUT);
    scene.last().returns();
    assertEquals(ExecutionStatus.RUNNING, describe(arn).status());
    client.sendTaskHeartbeat(request -> request.taskToken(scene.last().token()));
    client.sendTaskSuccess(
        request -> request.taskToken(scene.last().token()).output("{\"attempt\":1}"));
    scene.time.advance(Duration.ofSeconds(2));
    scene.last().returns();
    DescribeExecutionResponse end = describe(arn);
    assertEquals(ExecutionStatus.SUCCEEDED, end.status());
    assertEquals(Scene.INPUT, end.input());
    assertEquals("exec_1", end.name());
    assertEquals(machine, end.stateMachineArn());
    assertEquals(Scene.START, end.startDate());
    assertEquals(Scene.START.plusSeconds(2), end.stopDate());
    assertTrue(end.output().contains("\"outcome\":{\"attempt\":1}"), end.output());
  }

  @Test
  void the_history_reads_as_events_in_pages_and_backwards() {
    String arn = start("exec_1", Scene.INPUT);
    client.sendTaskFailure(
        request -> request.taskToken(scene.last().token()).error("Provider.Failed").cause("why"));
    scene.last().returns();
    List<HistoryEvent> events =
        client
            .getExecutionHistoryPaginator(request -> request.executionArn(arn).maxResults(3))
            .stream()
            .flatMap(page -> page.events().stream())
            .toList();
    assertEquals(
        List.of(
            HistoryEventType.EXECUTION_STARTED,
            HistoryEventType.TASK_STATE_ENTERED,
            HistoryEventType.TASK_SCHEDULED,
            HistoryEventType.TASK_STARTED,
            HistoryEventType.TASK_FAILED,
            HistoryEventType.TASK_STATE_EXITED,
            HistoryEventType.TASK_STATE_ENTERED,
            HistoryEventType.TASK_SCHEDULED,
            HistoryEventType.TASK_STARTED,
            HistoryEventType.TASK_SUCCEEDED,
            HistoryEventType.TASK_STATE_EXITED,
            HistoryEventType.EXECUTION_SUCCEEDED),
        events.stream().map(HistoryEvent::type).toList());
    assertEquals("Provider.Failed", events.get(4).taskFailedEventDetails().error());
    assertEquals("why", events.get(4).taskFailedEventDetails().cause());
    assertEquals("Dispatch", events.get(1).stateEnteredEventDetails().name());
    assertEquals(300L, events.get(2).taskScheduledEventDetails().timeoutInSeconds());
    assertEquals(Scene.INPUT, events.get(0).executionStartedEventDetails().input());
    List<HistoryEvent> backwards =
        client
            .getExecutionHistory(request -> request.executionArn(arn).reverseOrder(true))
            .events();
    assertEquals(events.reversed(), backwards);
  }

  @Test
  void starting_again_follows_name_and_input() {
    String arn = start("exec_1", Scene.INPUT);
    assertEquals(arn, start("exec_1", Scene.INPUT));
    assertThrows(ExecutionAlreadyExistsException.class, () -> start("exec_1", "{}"));
    client.stopExecution(request -> request.executionArn(arn));
    assertThrows(ExecutionAlreadyExistsException.class, () -> start("exec_1", Scene.INPUT));
    assertEquals(1, scene.calls.size());
  }

  @Test
  void a_stopped_execution_is_aborted_with_its_reasons() {
    String arn = start("exec_1", Scene.INPUT);
    scene.time.advance(Duration.ofSeconds(1));
    assertEquals(
        Scene.START.plusSeconds(1),
        client
            .stopExecution(request -> request.executionArn(arn).error("E").cause("C"))
            .stopDate());
    DescribeExecutionResponse end = describe(arn);
    assertEquals(ExecutionStatus.ABORTED, end.status());
    assertEquals("E C", end.error() + " " + end.cause());
  }

  @Test
  void a_completion_that_comes_too_late_or_for_nothing_has_the_errors_that_are_benign() {
    start("exec_1", Scene.INPUT);
    String token = scene.last().token();
    client.sendTaskSuccess(request -> request.taskToken(token).output("{}"));
    assertThrows(
        TaskTimedOutException.class,
        () -> client.sendTaskSuccess(request -> request.taskToken(token).output("{}")));
    assertThrows(
        TaskTimedOutException.class,
        () -> client.sendTaskFailure(request -> request.taskToken(token)));
    assertThrows(
        TaskTimedOutException.class,
        () -> client.sendTaskHeartbeat(request -> request.taskToken(token)));
    assertThrows(
        TaskDoesNotExistException.class,
        () -> client.sendTaskHeartbeat(request -> request.taskToken("unknown")));
    assertThrows(
        InvalidTokenException.class,
        () -> client.sendTaskHeartbeat(request -> request.taskToken("two words")));
  }

  @Test
  void an_output_that_is_no_json_is_refused_and_the_task_goes_on() {
    start("exec_1", Scene.INPUT);
    String token = scene.last().token();
    assertThrows(
        InvalidOutputException.class,
        () -> client.sendTaskSuccess(request -> request.taskToken(token).output("{")));
    client.sendTaskSuccess(request -> request.taskToken(token).output("{}"));
  }

  @Test
  void what_does_not_exist_is_said_so() {
    String nobody = "arn:aws:states:us-east-1:000000000000:execution:executions:nobody";
    assertThrows(ExecutionDoesNotExistException.class, () -> describe(nobody));
    assertThrows(
        ExecutionDoesNotExistException.class,
        () -> client.stopExecution(request -> request.executionArn(nobody)));
    assertThrows(
        ExecutionDoesNotExistException.class,
        () -> client.getExecutionHistory(request -> request.executionArn(nobody)));
    assertThrows(
        StateMachineDoesNotExistException.class,
        () -> client.startExecution(request -> request.stateMachineArn(nobody).input("{}")));
    assertThrows(InvalidArnException.class, () -> describe("nobody"));
  }

  @Test
  void a_machine_is_created_described_and_listed() {
    String arn =
        client
            .createStateMachine(
                request -> request.name("other").definition(PASS).roleArn("arn:aws:iam::0:role/x"))
            .stateMachineArn();
    assertEquals(
        PASS, client.describeStateMachine(request -> request.stateMachineArn(arn)).definition());
    for (int number = 0; number < 3; number++) {
      client.startExecution(request -> request.stateMachineArn(arn));
    }
    assertEquals(
        3,
        client
            .listExecutionsPaginator(request -> request.stateMachineArn(arn).maxResults(2))
            .executions()
            .stream()
            .filter(execution -> execution.status() == ExecutionStatus.SUCCEEDED)
            .count());
    assertThrows(
        StateMachineAlreadyExistsException.class,
        () ->
            client.createStateMachine(request ->
                request.name("other").definition(PASS + " ").roleArn("arn:aws:iam::0:role/x")));
    InvalidDefinitionException refused =
        assertThrows(
            InvalidDefinitionException.class,
            () ->
                client.createStateMachine(request ->
                    request
                        .name("bad")
                        .definition(PASS.replace("Pass", "Map"))
                        .roleArn("arn:aws:iam::0:role/x")));
    assertTrue(refused.toString().contains("$.States.A.Type"), refused::toString);
  }

  @Test
  void an_operation_that_is_not_served_is_unknown() {
    SfnException refused = assertThrows(SfnException.class, () -> client.listActivities());
    assertEquals("UnknownOperationException", refused.awsErrorDetails().errorCode());
  }

  private String start(String name, String input) {
    return client
        .startExecution(request -> request.stateMachineArn(machine).name(name).input(input))
        .executionArn();
  }

  private DescribeExecutionResponse describe(String arn) {
    return client.describeExecution(request -> request.executionArn(arn));
  }
}
