package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The history events of a task's runs. A function named by its ARN has a family of its own. */
final class TaskEvents {

  private final Execution execution;
  private final TaskResource resource;

  TaskEvents(Execution execution, TaskResource resource) {
    this.execution = execution;
    this.resource = resource;
  }

  void scheduled(String parameters, long timeoutSeconds, long heartbeatSeconds) {
    ObjectNode details = ExecutionHistory.details();
    if (resource.isFunctionArn()) {
      details.put("input", parameters).put("resource", resource.arn());
    } else {
      describe(details);
      details.put("region", execution.surroundings().region()).put("parameters", parameters);
      if (heartbeatSeconds > 0) {
        details.put("heartbeatInSeconds", heartbeatSeconds);
      }
    }
    if (timeoutSeconds > 0) {
      details.put("timeoutInSeconds", timeoutSeconds);
    }
    add("Scheduled", details);
  }

  void started() {
    ObjectNode details = ExecutionHistory.details();
    add("Started", resource.isFunctionArn() ? details : describe(details));
  }

  void submitted(JsonNode output) {
    add("Submitted", describe(ExecutionHistory.details().put("output", Json.write(output))));
  }

  void succeeded(String output) {
    ObjectNode details = ExecutionHistory.details().put("output", output);
    add("Succeeded", resource.isFunctionArn() ? details : describe(details));
  }

  void failed(TaskOutcome.Failed failure) {
    ObjectNode details = Execution.failure(failure.error(), failure.cause());
    add(
        failure.isTimeout() ? "TimedOut" : "Failed",
        resource.isFunctionArn() ? details : describe(details));
  }

  String resourceName() {
    return resource.isFunctionArn() ? resource.arn() : resource.service();
  }

  private ObjectNode describe(ObjectNode details) {
    return details.put("resource", resource.action()).put("resourceType", resource.service());
  }

  private void add(String what, ObjectNode details) {
    execution.history().add((resource.isFunctionArn() ? "LambdaFunction" : "Task") + what, details);
  }
}
