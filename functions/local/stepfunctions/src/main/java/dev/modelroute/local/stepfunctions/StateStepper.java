package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through the states of one execution; only ever used in its mailbox. */
final class StateStepper {

  private final Execution execution;
  private final ObjectNode fixedContext = Json.MAPPER.createObjectNode();

  StateStepper(Execution execution) {
    this.execution = execution;
  }

  /** Where an execution goes on; no such place = it waits, or is over. */
  record Step(String state, JsonNode input) {}

  void runFrom(String state, JsonNode input) {
    Step step = new Step(state, input);
    while (step != null) {
      step = enter(step);
    }
  }

  private @Nullable Step enter(Step step) {
    String name = step.state();
    AslState state = execution.machine().definition().state(name);
    String text = limited(step.input(), name);
    ObjectNode details = ExecutionHistory.details().put("name", name).put("input", text);
    execution.history().add(state.type() + "StateEntered", details);
    ObjectNode context = context(name, execution.now());
    return switch (state) {
      case AslState.Pass pass -> pass(name, pass, step.input(), context);
      case AslState.Task task -> {
        new TaskRun(execution, this, step, task, context).start();
        yield null;
      }
      case AslState.Wait wait -> {
        await(name, wait, step.input(), context);
        yield null;
      }
      case AslState.Choice choice -> choose(name, choice, step.input(), context);
      case AslState.Succeed succeed -> {
        JsonNode effective = input(succeed.paths(), step.input(), context);
        yield exit(name, succeed, output(succeed.paths(), effective, context), Optional.empty());
      }
      case AslState.Fail fail -> {
        execution.fail(
            text(fail.error(), step.input(), context), text(fail.cause(), step.input(), context));
        yield null;
      }
    };
  }

  private @Nullable Step pass(String name, AslState.Pass pass, JsonNode raw, ObjectNode context) {
    JsonNode effective = input(pass.paths(), raw, context);
    JsonNode result =
        pass.result()
            .or(() -> pass.parameters().map(template -> template.apply(effective, context)))
            .orElse(effective);
    JsonNode combined = pass.resultPath().map(path -> path.combine(raw, result)).orElse(raw);
    return exit(name, pass, output(pass.paths(), combined, context), pass.next());
  }

  private @Nullable Step choose(
      String name, AslState.Choice choice, JsonNode raw, ObjectNode context) {
    JsonNode effective = input(choice.paths(), raw, context);
    String next =
        choice.branches().stream()
            .filter(branch -> branch.rule().matches(effective, context))
            .map(AslState.Branch::next)
            .findFirst()
            .or(choice::otherwise)
            .orElseThrow(() -> new StateFault(StatesError.NO_CHOICE_MATCHED, "No choice matched"));
    return exit(name, choice, output(choice.paths(), effective, context), Optional.of(next));
  }

  private void await(String name, AslState.Wait wait, JsonNode raw, ObjectNode context) {
    JsonNode effective = input(wait.paths(), raw, context);
    Instant now = execution.now();
    Instant due =
        switch (wait.until()) {
          case AslState.Until.At at -> at.moment();
          case AslState.Until.ForSeconds seconds ->
              now.plusSeconds(wholeSeconds(seconds.seconds(), effective, context, 0));
          case AslState.Until.AtPath at -> moment(at.path().read(effective, context));
        };
    if (ChronoUnit.SECONDS.between(now, due) > Integer.MAX_VALUE) {
      throw StateFault.runtime("Wait state delay is too long.");
    }
    execution.waitUntil(
        due,
        () -> {
          Step step = exit(name, wait, output(wait.paths(), effective, context), wait.next());
          if (step != null) {
            runFrom(step.state(), step.input());
          }
        });
  }

  private static Instant moment(JsonNode value) {
    return Optional.ofNullable(value.textValue())
        .flatMap(Timestamps::parse)
        .orElseThrow(() -> StateFault.runtime("The TimestampPath doesn't lead to a moment"));
  }

  /** Leaves a state; null = the execution has succeeded with this. */
  @Nullable Step exit(String name, AslState state, JsonNode output, Optional<String> next) {
    String text = limited(output, name);
    ObjectNode details = ExecutionHistory.details().put("name", name).put("output", text);
    execution.history().add(state.type() + "StateExited", details);
    if (next.isPresent()) {
      return new Step(next.get(), output);
    }
    execution.succeed(output);
    return null;
  }

  static JsonNode input(AslState.Paths paths, JsonNode raw, JsonNode context) {
    return through(paths.inputPath(), raw, context);
  }

  static JsonNode output(AslState.Paths paths, JsonNode result, JsonNode context) {
    return through(paths.outputPath(), result, context);
  }

  private static JsonNode through(Optional<ValuePath> path, JsonNode value, JsonNode context) {
    return path.map(selected -> selected.read(value, context))
        .orElseGet(Json.MAPPER::createObjectNode);
  }

  /** The number of seconds; -1 = none given. */
  static long wholeSeconds(
      AslState.Seconds seconds, JsonNode input, JsonNode context, int minimum) {
    if (seconds.path().isEmpty()) {
      return seconds.fixed().orElse(-1);
    }
    JsonNode value = seconds.path().get().read(input, context);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw StateFault.runtime("The seconds path doesn't lead to a whole number");
    }
    if (value.longValue() < minimum || value.longValue() > Integer.MAX_VALUE) {
      throw StateFault.runtime("The seconds path leads to a number out of range");
    }
    return value.longValue();
  }

  private static @Nullable String text(AslState.Text text, JsonNode input, JsonNode context) {
    if (text.path().isEmpty()) {
      return text.fixed().orElse(null);
    }
    JsonNode value = text.path().get().read(input, context);
    if (!value.isTextual()) {
      throw StateFault.runtime("Error and cause must be strings");
    }
    return value.textValue();
  }

  static String limited(JsonNode payload, String name) {
    String text = Json.write(payload);
    if (Json.isTooLarge(text)) {
      throw tooLarge(name);
    }
    return text;
  }

  static StateFault tooLarge(String name) {
    return new StateFault(
        StatesError.DATA_LIMIT_EXCEEDED,
        "The state/task '"
            + name
            + "' returned a result with a size exceeding the maximum number of bytes service"
            + " limit.");
  }

  /** A context object of its own for each state, so that nobody can change another's. */
  private ObjectNode context(String state, Instant enteredAt) {
    if (fixedContext.isEmpty()) {
      ExecutionView view = execution.view();
      StateMachine machine = execution.machine();
      ObjectNode own = fixedContext.putObject("Execution");
      own.put("Id", view.arn()).set("Input", execution.input());
      own.put("Name", view.name()).put("RoleArn", machine.roleArn());
      own.put("StartTime", view.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
      own.put("RedriveCount", 0);
      fixedContext.putObject("StateMachine").put("Id", machine.arn()).put("Name", machine.name());
    }
    ObjectNode context = fixedContext.deepCopy();
    context
        .putObject("State")
        .put("Name", state)
        .put("EnteredTime", enteredAt.truncatedTo(ChronoUnit.MILLIS).toString());
    return context;
  }
}
