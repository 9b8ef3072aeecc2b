package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelroute.local.stepfunctions.AslState.Paths;
import dev.modelroute.local.stepfunctions.AslState.Seconds;
import dev.modelroute.local.stepfunctions.AslState.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads the six state types with their retriers and catchers. */
final class StateReader {

  /** The longest a Task or Wait state may last, in seconds. */
  private static final int TASK_LIMIT_SECONDS = 99_999_999;

  private static final BigDecimal DOUBLING = BigDecimal.valueOf(2);

  private final AslDialect dialect;

  StateReader(AslDialect dialect) {
    this.dialect = dialect;
  }

  AslState read(FieldReader fields) {
    String type = fields.requiredText("Type");
    return switch (type) {
      case "Pass" -> pass(fields);
      case "Task" -> task(fields);
      case "Wait" -> wait(fields);
      case "Choice" -> choice(fields);
      case "Succeed" -> new AslState.Succeed(paths(fields));
      case "Fail" -> new AslState.Fail(text(fields, "Error"), text(fields, "Cause"));
      default -> throw fields.refused("Type", "state type " + type + " is not supported");
    };
  }

  private static AslState.Pass pass(FieldReader fields) {
    return new AslState.Pass(
        paths(fields),
        fields.node("Result"),
        fields.template("Parameters"),
        fields.resultPath(),
        next(fields));
  }

  private AslState.Task task(FieldReader fields) {
    String resource = fields.requiredText("Resource");
    if (!dialect.resources().test(resource)) {
      throw fields.refused("Resource", "resource is not supported");
    }
    Seconds timeout = taskSeconds(fields, "TimeoutSeconds");
    Seconds heartbeat = taskSeconds(fields, "HeartbeatSeconds");
    if (heartbeat.fixed().isPresent()
        && heartbeat.fixed().getAsInt() >= timeout.fixed().orElse(TASK_LIMIT_SECONDS)) {
      throw fields.refused("HeartbeatSeconds", "must be shorter than TimeoutSeconds");
    }
    return new AslState.Task(
        paths(fields),
        new TaskResource(resource),
        fields.template("Parameters"),
        fields.template("ResultSelector"),
        fields.resultPath(),
        timeout,
        heartbeat,
        lastMatchesAll(fields, "Retry", fields.objects("Retry", this::retrier), Retrier::errors),
        lastMatchesAll(fields, "Catch", fields.objects("Catch", this::catcher), Catcher::errors),
        next(fields));
  }

  private static Seconds taskSeconds(FieldReader fields, String field) {
    OptionalInt fixed = fields.wholeNumber(field, 1, TASK_LIMIT_SECONDS);
    return oneOf(fields, field, fixed);
  }

  private static Seconds oneOf(FieldReader fields, String field, OptionalInt fixed) {
    Optional<ValuePath> path = fields.path(field + "Path");
    if (fixed.isPresent() && path.isPresent()) {
      throw fields.refused(field + "Path", "is given beside " + field);
    }
    return fixed.isEmpty() && path.isEmpty() ? Seconds.NONE : new Seconds(fixed, path);
  }

  private Retrier retrier(FieldReader fields) {
    ErrorMatch errors = errors(fields);
    int intervalSeconds = fields.wholeNumber("IntervalSeconds", 1, TASK_LIMIT_SECONDS).orElse(1);
    int maximumAttempts = fields.wholeNumber("MaxAttempts", 0, TASK_LIMIT_SECONDS).orElse(3);
    BigDecimal backoffRate = fields.rate("BackoffRate", DOUBLING);
    OptionalInt maximumDelaySeconds =
        fields.wholeNumber("MaxDelaySeconds", 1, Retrier.DELAY_LIMIT_SECONDS - 1);
    if (maximumDelaySeconds.isPresent() && maximumDelaySeconds.getAsInt() <= intervalSeconds) {
      throw fields.refused("MaxDelaySeconds", "must be longer than IntervalSeconds");
    }
    String jitter = fields.text("JitterStrategy").orElse("NONE");
    if (!jitter.equals("FULL") && !jitter.equals("NONE")) {
      throw fields.refused("JitterStrategy", "must be FULL or NONE");
    }
    return new Retrier(
        errors,
        intervalSeconds,
        maximumAttempts,
        backoffRate,
        maximumDelaySeconds,
        jitter.equals("FULL"));
  }

  private Catcher catcher(FieldReader fields) {
    return new Catcher(errors(fields), fields.resultPath(), fields.requiredText("Next"));
  }

  private ErrorMatch errors(FieldReader fields) {
    JsonNode names = fields.required("ErrorEquals");
    if (!names.isArray() || names.isEmpty()) {
      throw fields.refused("ErrorEquals", "must be an array with an error name");
    }
    List<String> read = new ArrayList<>();
    for (JsonNode name : names) {
      if (!name.isTextual() || !isKnown(name.textValue())) {
        String at = "ErrorEquals[" + read.size() + "]";
        throw fields.refused(at, "error name " + name + " is not declared");
      }
      read.add(name.textValue());
    }
    if (read.contains(StatesError.ALL) && read.size() > 1) {
      throw fields.refused("ErrorEquals", "States.ALL must stand alone");
    }
    return new ErrorMatch(read);
  }

  private boolean isKnown(String error) {
    return error.startsWith("States.")
        ? StatesError.RESERVED.contains(error)
        : error.startsWith("Lambda.")
            || error.startsWith("Sandbox.")
            || dialect.ownErrors().test(error);
  }

  private static <T> List<T> lastMatchesAll(
      FieldReader fields, String field, List<T> items, Function<T, ErrorMatch> errors) {
    for (int index = 0; index < items.size() - 1; index++) {
      if (errors.apply(items.get(index)).names().contains(StatesError.ALL)) {
        throw fields.refused(
            field + "[" + index + "].ErrorEquals", "States.ALL must be in the last entry");
      }
    }
    return items;
  }

  private static AslState.Wait wait(FieldReader fields) {
    return new AslState.Wait(paths(fields), until(fields), next(fields));
  }

  private static AslState.Until until(FieldReader fields) {
    OptionalInt seconds = fields.wholeNumber("Seconds", 0, Integer.MAX_VALUE);
    Optional<ValuePath> secondsPath = fields.path("SecondsPath");
    Optional<String> timestamp = fields.text("Timestamp");
    Optional<ValuePath> timestampPath = fields.path("TimestampPath");
    List<AslState.Until> given = new ArrayList<>();
    if (seconds.isPresent() || secondsPath.isPresent()) {
      given.add(new AslState.Until.ForSeconds(oneOf(fields, "Seconds", seconds)));
    }
    timestamp.ifPresent(text ->
        given.add(
            new AslState.Until.At(
                Timestamps.parse(text)
                    .orElseThrow(() -> fields.refused("Timestamp", "is no moment")))));
    timestampPath.ifPresent(path -> given.add(new AslState.Until.AtPath(path)));
    if (given.size() != 1) {
      throw fields.refused("needs exactly one of Seconds, Timestamp and their paths");
    }
    return given.getFirst();
  }

  private static AslState.Choice choice(FieldReader fields) {
    List<AslState.Branch> branches =
        fields.objects(
            "Choices",
            branch -> new AslState.Branch(ChoiceReader.rule(branch), branch.requiredText("Next")));
    if (branches.isEmpty()) {
      throw fields.refused("Choices", "must have a rule");
    }
    return new AslState.Choice(paths(fields), branches, fields.text("Default"));
  }

  private static Paths paths(FieldReader fields) {
    return new Paths(fields.nullablePath("InputPath"), fields.nullablePath("OutputPath"));
  }

  private static Text text(FieldReader fields, String field) {
    Optional<String> fixed = fields.text(field);
    Optional<ValuePath> path = fields.path(field + "Path");
    if (fixed.isPresent() && path.isPresent()) {
      throw fields.refused(field + "Path", "is given beside " + field);
    }
    return new Text(fixed, path);
  }

  private static Optional<String> next(FieldReader fields) {
    boolean end = fields.flag("End");
    Optional<String> next = fields.text("Next");
    if (end == next.isPresent()) {
      throw fields.refused(end ? "Next" : "End", "exactly one of Next and End must be given");
    }
    return next;
  }
}
