package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** {@code lambda:invoke}, with and without token, on functions in this process. */
public final class LambdaTaskInvoker implements TaskInvoker {

  private final Map<String, LambdaFunction> functions;
  private final Executor executor;

  /** Runs each call on a virtual thread; the keys are what {@code FunctionName} says. */
  public LambdaTaskInvoker(Map<String, LambdaFunction> functions) {
    this(functions, Thread::startVirtualThread);
  }

  /** Runs each call on the executor. */
  public LambdaTaskInvoker(Map<String, LambdaFunction> functions, Executor executor) {
    this.functions = Map.copyOf(functions);
    this.executor = executor;
  }

  @Override
  public CompletionStage<TaskAnswer> invoke(TaskCall call) {
    String name = call.parameters().path("FunctionName").asText();
    LambdaFunction function = functions.get(name);
    if (function == null) {
      return CompletableFuture.completedFuture(
          new TaskAnswer.Failed("Lambda.ResourceNotFoundException", "Function not found: " + name));
    }
    JsonNode payload = call.parameters().path("Payload");
    String event = Json.write(payload.isMissingNode() ? Json.MAPPER.createObjectNode() : payload);
    return CompletableFuture.supplyAsync(() -> run(function, event), executor)
        .handle((text, thrown) -> thrown == null ? returned(text) : failed(thrown));
  }

  private static String run(LambdaFunction function, String event) {
    try {
      return function.handle(event);
    } catch (Exception thrown) {
      throw new CompletionException(thrown);
    }
  }

  private static TaskAnswer returned(@Nullable String text) {
    ObjectNode wrapper = Json.MAPPER.createObjectNode();
    wrapper.put("ExecutedVersion", "$LATEST");
    try {
      wrapper.set("Payload", Json.parse(text == null || text.isBlank() ? "null" : text));
    } catch (JsonProcessingException notJson) {
      return new TaskAnswer.Failed("Lambda.Unknown", "The function's answer is not JSON");
    }
    wrapper.put("StatusCode", 200);
    return new TaskAnswer.Returned(wrapper);
  }

  /** The Java runtime's error document; the stack trace is left out. */
  private static TaskAnswer failed(Throwable thrown) {
    Throwable own =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    String errorType = own.getClass().getName();
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("errorMessage", own.getMessage());
    document.put("errorType", errorType);
    return new TaskAnswer.Failed(errorType, Json.write(document));
  }
}
