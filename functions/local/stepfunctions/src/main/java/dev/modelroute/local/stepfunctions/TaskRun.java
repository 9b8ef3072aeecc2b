package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One stay in a Task state: its runs, retries and catch. Only ever used in the mailbox. */
final class TaskRun {

  private final Execution execution;
  private final StateStepper stepper;
  private final String name;
  private final AslState.Task state;
  private final JsonNode raw;
  private final ObjectNode context;
  private final TaskEvents events;
  private final int[] retriesOf;
  private int retryCount;
  private @Nullable TaskAttempt current;

  TaskRun(
      Execution execution,
      StateStepper stepper,
      StateStepper.Step step,
      AslState.Task state,
      ObjectNode context) {
    this.execution = execution;
    this.stepper = stepper;
    this.name = step.state();
    this.state = state;
    this.raw = step.input();
    this.context = context;
    this.events = new TaskEvents(execution, state.resource());
    this.retriesOf = new int[state.retriers().size()];
  }

  void start() {
    execution.onTask(this);
    run();
  }

  /** The execution is over: the token is dead, and the timers are gone. */
  void abandon() {
    TaskAttempt attempt = current;
    if (attempt != null) {
      attempt.abandon();
      execution.surroundings().tokens().close(attempt.token());
    }
  }

  private void run() {
    Surroundings surroundings = execution.surroundings();
    TaskResource resource = state.resource();
    ((ObjectNode) context.get("State")).put("RetryCount", retryCount);
    String token = resource.waitsForToken() ? surroundings.tokenIds().get() : "";
    if (resource.waitsForToken()) {
      context.putObject("Task").put("Token", token);
    }
    JsonNode effective = StateStepper.input(state.paths(), raw, context);
    long timeoutSeconds = StateStepper.wholeSeconds(state.timeout(), effective, context, 1);
    long heartbeatSeconds = StateStepper.wholeSeconds(state.heartbeat(), effective, context, 1);
    JsonNode parameters =
        state.parameters().map(template -> template.apply(effective, context)).orElse(effective);
    events.scheduled(StateStepper.limited(parameters, name), timeoutSeconds, heartbeatSeconds);
    TaskAttempt attempt = new TaskAttempt(token, execution.now(), this::onEnd);
    current = attempt;
    if (resource.waitsForToken()) {
      surroundings.tokens().add(attempt);
    }
    startTimers(attempt, timeoutSeconds, heartbeatSeconds);
    events.started();
    // The timers and the token stand before the call: its answer may be back before this returns.
    CompletionStage<TaskAnswer> answer =
        surroundings.invoker().invoke(new TaskCall(resource.arn(), parameters));
    answer.whenComplete((value, thrown) -> onAnswer(attempt, value, thrown));
  }

  private void startTimers(TaskAttempt attempt, long timeoutSeconds, long heartbeatSeconds) {
    if (timeoutSeconds > 0) {
      Instant due = execution.now().plusSeconds(timeoutSeconds);
      attempt.addTimer(
          execution
              .surroundings()
              .time()
              .schedule(due, () -> attempt.end(TaskOutcome.Failed.timedOut(false))));
    }
    if (heartbeatSeconds > 0) {
      watch(attempt, Duration.ofSeconds(heartbeatSeconds));
    }
  }

  /** A heartbeat only moves {@code lastSign}; the timer looks at it when it fires. */
  private void watch(TaskAttempt attempt, Duration heartbeat) {
    attempt.addTimer(
        execution
            .surroundings()
            .time()
            .schedule(
                attempt.lastSign().plus(heartbeat),
                () -> {
                  if (!attempt.isOpen()) {
                    return;
                  }
                  if (attempt.lastSign().plus(heartbeat).isAfter(execution.now())) {
                    watch(attempt, heartbeat);
                  } else {
                    attempt.end(TaskOutcome.Failed.timedOut(true));
                  }
                }));
  }

  private void onAnswer(
      TaskAttempt attempt, @Nullable TaskAnswer answer, @Nullable Throwable thrown) {
    switch (answer) {
      case null ->
          attempt.end(TaskOutcome.Failed.reported("Lambda.Unknown", String.valueOf(thrown)));
      case TaskAnswer.Failed failed ->
          attempt.end(TaskOutcome.Failed.reported(failed.error(), failed.cause()));
      case TaskAnswer.Returned returned -> {
        if (state.resource().waitsForToken()) {
          execution.post(() -> {
            if (attempt.isOpen()) {
              events.submitted(returned.output());
            }
          });
        } else {
          attempt.end(new TaskOutcome.Succeeded(returned.output()));
        }
      }
    }
  }

  /** Comes from any thread, once per attempt. */
  private void onEnd(TaskAttempt attempt, TaskOutcome outcome) {
    attempt.cancelTimers();
    execution.surroundings().tokens().close(attempt.token());
    execution.post(() -> conclude(outcome));
  }

  private void conclude(TaskOutcome outcome) {
    switch (outcome) {
      case TaskOutcome.Succeeded succeeded -> {
        String text = Json.write(succeeded.output());
        if (Json.isTooLarge(text)) {
          StateFault fault = StateStepper.tooLarge(events.resourceName());
          conclude(TaskOutcome.Failed.reported(fault.error(), fault.cause()));
        } else {
          events.succeeded(text);
          leave(succeeded.output());
        }
      }
      case TaskOutcome.Failed failed -> {
        events.failed(failed);
        retryOrCatch(failed);
      }
    }
  }

  private void leave(JsonNode output) {
    JsonNode result =
        state.resultSelector().map(template -> template.apply(output, context)).orElse(output);
    JsonNode combined;
    try {
      combined = state.resultPath().map(path -> path.combine(raw, result)).orElse(raw);
    } catch (StateFault unmatched) {
      retryOrCatch(TaskOutcome.Failed.reported(unmatched.error(), unmatched.cause()));
      return;
    }
    exit(StateStepper.output(state.paths(), combined, context), state.next());
  }

  private void retryOrCatch(TaskOutcome.Failed failure) {
    // Nothing retries or catches States.Runtime, not even by its name.
    if (StatesError.RUNTIME.equals(failure.error()) || !retry(failure)) {
      catchOrFail(failure);
    }
  }

  private boolean retry(TaskOutcome.Failed failure) {
    for (int index = 0; index < retriesOf.length; index++) {
      Retrier retrier = state.retriers().get(index);
      if (retrier.errors().matches(failure)) {
        // Only the first match counts: when it is used up, no later one is tried.
        if (retriesOf[index] >= retrier.maximumAttempts()) {
          return false;
        }
        retriesOf[index]++;
        retryCount++;
        Duration delay = execution.surroundings().retryDelay(retrier, retriesOf[index]);
        execution.waitUntil(execution.now().plus(delay), this::run);
        return true;
      }
    }
    return false;
  }

  private void catchOrFail(TaskOutcome.Failed failure) {
    Optional<Catcher> catcher =
        StatesError.RUNTIME.equals(failure.error())
            ? Optional.empty()
            : state.catchers().stream()
                .filter(candidate -> candidate.errors().matches(failure))
                .findFirst();
    if (catcher.isEmpty()) {
      execution.fail(failure.error(), failure.cause());
      return;
    }
    ObjectNode caught = Json.MAPPER.createObjectNode();
    caught.put("Error", failure.error());
    caught.put("Cause", failure.isTimeout() ? "" : failure.cause());
    // The error goes past ResultSelector and OutputPath.
    JsonNode output = catcher.get().resultPath().map(path -> path.combine(raw, caught)).orElse(raw);
    exit(output, Optional.of(catcher.get().next()));
  }

  private void exit(JsonNode output, Optional<String> next) {
    execution.onTask(null);
    StateStepper.Step step = stepper.exit(name, state, output, next);
    if (step != null) {
      stepper.runFrom(step.state(), step.input());
    }
  }
}
