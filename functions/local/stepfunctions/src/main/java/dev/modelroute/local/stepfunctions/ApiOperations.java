package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations of the API on the state machines here. */
final class ApiOperations {

  private static final int HISTORY_PAGE = 1_000;
  private static final int LIST_PAGE = 100;

  private final StateMachines machines;
  private final Map<String, Function<ApiRequest, ObjectNode>> operations;

  ApiOperations(StateMachines machines) {
    this.machines = machines;
    this.operations =
        Map.ofEntries(
            Map.entry("CreateStateMachine", this::createStateMachine),
            Map.entry("DescribeStateMachine", this::describeStateMachine),
            Map.entry("StartExecution", this::startExecution),
            Map.entry("DescribeExecution", this::describeExecution),
            Map.entry("ListExecutions", this::listExecutions),
            Map.entry("StopExecution", this::stopExecution),
            Map.entry("GetExecutionHistory", this::getExecutionHistory),
            Map.entry("SendTaskSuccess", this::sendTaskSuccess),
            Map.entry("SendTaskFailure", this::sendTaskFailure),
            Map.entry("SendTaskHeartbeat", this::sendTaskHeartbeat));
  }

  /** Throws {@link ApiFault} for every answer that is an error. */
  ObjectNode call(String operation, JsonNode body) {
    Function<ApiRequest, ObjectNode> found = operations.get(operation);
    if (found == null) {
      throw new ApiFault("UnknownOperationException", "Not supported here: " + operation);
    }
    return found.apply(new ApiRequest(body));
  }

  private ObjectNode createStateMachine(ApiRequest request) {
    String name = request.requiredName();
    String definition = request.definition();
    String roleArn = request.arn("roleArn");
    try {
      StateMachine machine =
          machines
              .create(name, roleArn, definition)
              .orElseThrow(() ->
                  new ApiFault(
                      "StateMachineAlreadyExists", "State Machine Already Exists: " + name));
      return object()
          .put("stateMachineArn", machine.arn())
          .put("creationDate", seconds(machine.createdAt()));
    } catch (RefusedDefinitionException refused) {
      throw new ApiFault(
          "InvalidDefinition", "Invalid State Machine Definition: " + refused.getMessage());
    }
  }

  private ObjectNode describeStateMachine(ApiRequest request) {
    StateMachine machine = machine(request);
    return object()
        .put("stateMachineArn", machine.arn())
        .put("name", machine.name())
        .put("status", "ACTIVE")
        .put("type", "STANDARD")
        .put("definition", machine.definition().text())
        .put("roleArn", machine.roleArn())
        .put("creationDate", seconds(machine.createdAt()));
  }

  private ObjectNode startExecution(ApiRequest request) {
    StateMachine machine = machine(request);
    String name = request.name().orElseGet(machines::newName);
    String input = request.payload("input").orElse("{}");
    return switch (machines.start(machine, name, input)) {
      case Started.Running running ->
          object()
              .put("executionArn", running.execution().arn())
              .put("startDate", seconds(running.execution().startedAt()));
      case Started.NameTaken taken ->
          throw new ApiFault(
              "ExecutionAlreadyExists", "Execution Already Exists: '" + taken.arn() + "'");
      case Started.InputNotJson _ ->
          throw new ApiFault("InvalidExecutionInput", "Invalid State Machine Execution Input");
    };
  }

  private ObjectNode describeExecution(ApiRequest request) {
    ExecutionView view = execution(request);
    ObjectNode answer = summary(view).put("input", view.input());
    put(answer, "output", view.output());
    put(answer, "error", view.error());
    put(answer, "cause", view.cause());
    return answer;
  }

  private ObjectNode listExecutions(ApiRequest request) {
    String machineArn = machine(request).arn();
    String status = request.text("statusFilter", LIST_PAGE).orElse("");
    List<ObjectNode> found =
        machines.executions().stream()
            .filter(view -> view.stateMachineArn().equals(machineArn))
            .filter(view -> status.isEmpty() || view.status().name().equals(status))
            .map(ApiOperations::summary)
            .toList();
    return page(request, "executions", found, LIST_PAGE);
  }

  private ObjectNode stopExecution(ApiRequest request) {
    ExecutionView view =
        machines
            .stop(
                request.arn("executionArn"),
                request.error().orElse(null),
                request.cause().orElse(null))
            .orElseThrow(ApiOperations::noSuchExecution);
    Instant stoppedAt = view.stoppedAt();
    return object().put("stopDate", seconds(stoppedAt == null ? view.startedAt() : stoppedAt));
  }

  private ObjectNode getExecutionHistory(ApiRequest request) {
    execution(request);
    List<HistoryEvent> events =
        machines
            .history(request.arn("executionArn"))
            .orElseThrow(() -> ApiFault.invalid("The histories of executions are not kept here"));
    List<HistoryEvent> ordered = request.flag("reverseOrder") ? events.reversed() : events;
    return page(
        request, "events", ordered.stream().map(ApiOperations::event).toList(), HISTORY_PAGE);
  }

  private ObjectNode sendTaskSuccess(ApiRequest request) {
    String token = request.token();
    String output =
        request.payload("output").orElseThrow(() -> ApiFault.invalid("output must be given"));
    try {
      return answer(machines.succeedTask(token, Json.parse(output)));
    } catch (JsonProcessingException notJson) {
      throw new ApiFault("InvalidOutput", "Invalid Output: not JSON");
    }
  }

  private ObjectNode sendTaskFailure(ApiRequest request) {
    return answer(
        machines.failTask(
            request.token(), request.error().orElse(null), request.cause().orElse(null)));
  }

  private ObjectNode sendTaskHeartbeat(ApiRequest request) {
    return answer(machines.heartbeat(request.token()));
  }

  private static ObjectNode answer(TokenAnswer answer) {
    return switch (answer) {
      case ACCEPTED -> object();
      case TASK_OVER ->
          throw new ApiFault(
              "TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
      case NO_SUCH_TASK ->
          throw new ApiFault("TaskDoesNotExist", "Task does not exist: no task has this token");
    };
  }

  private StateMachine machine(ApiRequest request) {
    String arn = request.arn("stateMachineArn");
    return machines
        .machine(arn)
        .orElseThrow(() ->
            new ApiFault(
                "StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'"));
  }

  private ExecutionView execution(ApiRequest request) {
    return machines
        .execution(request.arn("executionArn"))
        .orElseThrow(ApiOperations::noSuchExecution);
  }

  private static ApiFault noSuchExecution() {
    return new ApiFault("ExecutionDoesNotExist", "Execution Does Not Exist");
  }

  private static ObjectNode summary(ExecutionView view) {
    ObjectNode answer =
        object()
            .put("executionArn", view.arn())
            .put("stateMachineArn", view.stateMachineArn())
            .put("name", view.name())
            .put("status", view.status().name())
            .put("startDate", seconds(view.startedAt()));
    Instant stoppedAt = view.stoppedAt();
    if (stoppedAt != null) {
      answer.put("stopDate", seconds(stoppedAt));
    }
    return answer;
  }

  private static ObjectNode event(HistoryEvent event) {
    ObjectNode answer =
        object()
            .put("id", event.id())
            .put("previousEventId", event.previousId())
            .put("timestamp", seconds(event.at()))
            .put("type", event.type());
    if (!event.detailsName().isEmpty()) {
      answer.set(event.detailsName(), event.details());
    }
    return answer;
  }

  private static ObjectNode page(
      ApiRequest request, String field, List<ObjectNode> items, int defaultSize) {
    int start = Math.min(request.pageStart(), items.size());
    int end = Math.min(items.size(), start + request.pageSize(defaultSize, HISTORY_PAGE));
    ObjectNode answer = object();
    ArrayNode array = answer.putArray(field);
    array.addAll(items.subList(start, end));
    if (end < items.size()) {
      answer.put("nextToken", String.valueOf(end));
    }
    return answer;
  }

  private static ObjectNode object() {
    return Json.MAPPER.createObjectNode();
  }

  private static void put(ObjectNode answer, String field, @Nullable String value) {
    if (value != null) {
      answer.put(field, value);
    }
  }

  /** AWS JSON's moments: seconds with three decimals. */
  private static BigDecimal seconds(Instant moment) {
    return BigDecimal.valueOf(moment.toEpochMilli(), 3);
  }
}
