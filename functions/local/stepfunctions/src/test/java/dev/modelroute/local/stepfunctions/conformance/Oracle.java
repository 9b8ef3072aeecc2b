package dev.modelroute.local.stepfunctions.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelroute.local.stepfunctions.StateMachines;
import dev.modelroute.local.stepfunctions.TaskAnswer;
import dev.modelroute.local.stepfunctions.TaskCall;
import dev.modelroute.local.stepfunctions.TaskInvoker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers each task with what its recording says, in order; tokens are completed the same way. */
final class Oracle implements TaskInvoker {

  private final Deque<List<JsonNode>> runs = new ArrayDeque<>();
  private final List<Runnable> completions = new ArrayList<>();
  private @Nullable StateMachines machines;
  private int tokens;

  Oracle(List<JsonNode> events) {
    List<JsonNode> run = new ArrayList<>();
    for (JsonNode event : events) {
      String type = Vector.type(event);
      if (type.equals("TaskScheduled") || type.equals("LambdaFunctionScheduled")) {
        run = new ArrayList<>();
        runs.add(run);
      } else if (type.startsWith("TaskS") && type.startsWith("TaskState")) {
        run = new ArrayList<>();
      } else if (type.startsWith("Task") || type.startsWith("LambdaFunction")) {
        run.add(event);
      }
    }
  }

  void completeTokensOn(StateMachines target) {
    machines = target;
  }

  String nextToken() {
    tokens++;
    return "token-" + tokens;
  }

  /** Completes the tokens that were submitted since the last call; false = there were none. */
  boolean completeTokens() {
    List<Runnable> due = List.copyOf(completions);
    completions.clear();
    due.forEach(Runnable::run);
    return !due.isEmpty();
  }

  @Override
  public CompletionStage<TaskAnswer> invoke(TaskCall call) {
    CompletableFuture<TaskAnswer> answer = new CompletableFuture<>();
    List<JsonNode> run = runs.isEmpty() ? List.of() : runs.remove();
    String token = "token-" + tokens;
    boolean waits = call.resource().endsWith(".waitForTaskToken");
    boolean submitted = false;
    for (JsonNode event : run) {
      JsonNode details = Vector.details(event);
      String type = Vector.type(event);
      if (type.endsWith("Submitted")) {
        submitted = true;
        answer.complete(new TaskAnswer.Returned(Likeness.text(details.path("output"))));
      } else if (type.endsWith("Succeeded") && waits) {
        completions.add(() -> target().succeedTask(token, Likeness.text(details.path("output"))));
      } else if (type.endsWith("Succeeded")) {
        answer.complete(new TaskAnswer.Returned(Likeness.text(details.path("output"))));
      } else if (type.endsWith("Failed") && submitted) {
        completions.add(
            () -> target().failTask(token, text(details, "error"), text(details, "cause")));
      } else if (type.endsWith("Failed")) {
        answer.complete(new TaskAnswer.Failed(text(details, "error"), text(details, "cause")));
      }
    }
    return answer;
  }

  private StateMachines target() {
    if (machines == null) {
      throw new IllegalStateException("no target");
    }
    return machines;
  }

  private static @Nullable String text(JsonNode details, String name) {
    JsonNode value = details.path(name);
    if (value.isMissingNode()) {
      return null;
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
