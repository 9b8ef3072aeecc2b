package dev.modelroute.local.stepfunctions.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modelroute.local.stepfunctions.AslDialect;
import dev.modelroute.local.stepfunctions.ExecutionView;
import dev.modelroute.local.stepfunctions.HistoryEvent;
import dev.modelroute.local.stepfunctions.RunnerSettings;
import dev.modelroute.local.stepfunctions.Started;
import dev.modelroute.local.stepfunctions.StateMachine;
import dev.modelroute.local.stepfunctions.StateMachines;
import dev.modelroute.local.stepfunctions.VirtualTimeLine;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs one vector and says how it differs. */
final class Replay {

  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}");
  private static final Pattern DAYS_AHEAD = Pattern.compile("boundary\\[(\\d+)\\]");
  private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final int JUMP_LIMIT = 10_000;

  private static final AslDialect EVERYTHING = new AslDialect(_ -> true, _ -> true);
  private static final Set<String> NOT_COMPARED =
      Set.of("cause", "roleArn", "inputDetails", "outputDetails", "region", "resource");
  private static final Set<String> PAYLOADS = Set.of("input", "output", "parameters");

  private final Vector vector;
  private final VirtualTimeLine time;
  private final Oracle oracle;
  private final StateMachines machines;

  private Replay(Vector vector) {
    this.vector = vector;
    this.time = new VirtualTimeLine(start(vector));
    this.oracle = new Oracle(vector.events());
    this.machines =
        new StateMachines(
            new RunnerSettings(
                EVERYTHING,
                time,
                RandomGenerator.of("L64X128MixRandom"),
                oracle::nextToken,
                oracle,
                10,
                10));
    oracle.completeTokensOn(machines);
  }

  /** Empty = it agrees. Throws if the definition is refused. */
  static Optional<String> difference(Vector vector) {
    return new Replay(vector).run();
  }

  /** A minute before the moment that the input names, or as many days as the test's name says. */
  private static Instant start(Vector vector) {
    Matcher moment = MOMENT.matcher(vector.input() + vector.definition());
    if (vector.kind().equals("case") || !moment.find()) {
      return ANY_TIME;
    }
    Instant named;
    try {
      named = Instant.parse(moment.group() + "Z");
    } catch (DateTimeParseException noSuchDay) {
      return ANY_TIME;
    }
    Matcher days = DAYS_AHEAD.matcher(vector.id());
    return days.find()
        ? named.minus(Duration.ofDays(Long.parseLong(days.group(1))))
        : named.minus(Duration.ofMinutes(1));
  }

  private Optional<String> run() {
    StateMachine machine =
        machines.create("Machine", "snf_role_arn", vector.definition()).orElseThrow();
    Started started = machines.start(machine, "Run", input().toString());
    if (!(started instanceof Started.Running running)) {
      return Optional.of("did not start: " + started);
    }
    String arn = running.execution().arn();
    goOn(arn);
    ExecutionView end = machines.execution(arn).orElseThrow();
    return vector.kind().equals("case")
        ? compareOutput(end)
        : compareEvents(machines.history(arn).orElseThrow());
  }

  private void goOn(String arn) {
    String last = vector.events().isEmpty() ? "" : Vector.type(vector.events().getLast());
    if (last.equals("ExecutionAborted")) {
      machines.stop(arn, null, null);
    }
    // A recording that stops in the middle is compared as far as it goes: time stands still.
    if (!vector.events().isEmpty() && !last.startsWith("Execution")) {
      return;
    }
    for (int jump = 0; jump < JUMP_LIMIT; jump++) {
      if (!oracle.completeTokens() && !time.jump()) {
        return;
      }
    }
    throw new IllegalStateException("no end in sight");
  }

  /** What the recording shows as its input; where that is a placeholder, the value given. */
  private JsonNode input() {
    JsonNode given = Likeness.text(Vector.MAPPER.getNodeFactory().textNode(vector.input()));
    return vector.events().isEmpty()
        ? given
        : withoutPlaceholders(
            Likeness.text(Vector.details(vector.events().getFirst()).path("input")), given);
  }

  private static JsonNode withoutPlaceholders(JsonNode recorded, JsonNode given) {
    if (recorded.isTextual() && Likeness.isPlaceholder(recorded.textValue()) && given.isTextual()) {
      return given;
    }
    if (recorded instanceof ObjectNode object) {
      ObjectNode filled = object.deepCopy();
      object.forEachEntry(
          (name, value) -> filled.set(name, withoutPlaceholders(value, given.path(name))));
      return filled;
    }
    return recorded;
  }

  private Optional<String> compareOutput(ExecutionView end) {
    if (end.output() == null) {
      return Optional.of("ended " + end.status() + " " + end.error() + " " + end.cause());
    }
    JsonNode output = Likeness.text(Vector.MAPPER.getNodeFactory().textNode(end.output()));
    return Likeness.difference(vector.output(), output, "output");
  }

  private Optional<String> compareEvents(List<HistoryEvent> actual) {
    int count = Math.min(actual.size(), vector.events().size());
    for (int index = 0; index < count; index++) {
      Optional<String> found = compareEvent(vector.events().get(index), actual.get(index));
      if (found.isPresent()) {
        return found;
      }
    }
    return actual.size() == vector.events().size()
        ? Optional.empty()
        : Optional.of("recorded " + vector.events().size() + " events, here " + actual.size());
  }

  private static Optional<String> compareEvent(JsonNode recorded, HistoryEvent actual) {
    String at = "event " + actual.id() + " " + actual.type();
    if (!Vector.type(recorded).equals(actual.type())
        || recorded.get("id").asLong() != actual.id()
        || recorded.get("previousEventId").asLong() != actual.previousId()) {
      return Optional.of(
          at + " after " + actual.previousId() + " " + actual.details() + ": recorded " + recorded);
    }
    ObjectNode left = Vector.MAPPER.createObjectNode();
    Vector.details(recorded).properties().forEach(field -> put(left, field));
    ObjectNode right = Vector.MAPPER.createObjectNode();
    actual.details().properties().forEach(field -> put(right, field));
    return Likeness.difference(left, right, at);
  }

  private static void put(ObjectNode target, Map.Entry<String, JsonNode> field) {
    if (!NOT_COMPARED.contains(field.getKey())) {
      boolean isPayload = PAYLOADS.contains(field.getKey());
      target.set(field.getKey(), isPayload ? Likeness.text(field.getValue()) : field.getValue());
    }
  }
}
