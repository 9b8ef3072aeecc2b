package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a definition. It fails closed: a field, type, resource, function, error name or path that
 * the interpreter doesn't run exactly as AWS does is refused here, never skipped later.
 */
public final class AslLoader {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final int NAME_LIMIT = 80;
  private static final int TIMEOUT_LIMIT_SECONDS = 99_999_999;

  private final StateReader states;

  /** Reads definitions of this dialect. */
  public AslLoader(AslDialect dialect) {
    this.states = new StateReader(dialect);
  }

  /** Fills in {@code ${name}} and loads; a placeholder without a value is refused. */
  public AslDefinition load(String text, Map<String, String> substitutions) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (placeholder.find()) {
      String value = substitutions.get(placeholder.group(1));
      if (value == null) {
        throw new RefusedDefinitionException("$", "no substitution for " + placeholder.group());
      }
      String quoted = Json.write(Json.MAPPER.getNodeFactory().textNode(value));
      placeholder.appendReplacement(
          filled, Matcher.quoteReplacement(quoted.substring(1, quoted.length() - 1)));
    }
    placeholder.appendTail(filled);
    return load(filled.toString());
  }

  /** Loads a definition, or throws {@link RefusedDefinitionException} with the place and reason. */
  public AslDefinition load(String text) {
    FieldReader top = new FieldReader(parse(text), "$");
    String startAt = top.requiredText("StartAt");
    top.text("Version")
        .filter(version -> !version.equals("1.0"))
        .ifPresent(version -> {
          throw top.refused("Version", "must be 1.0");
        });
    OptionalInt timeoutSeconds = top.wholeNumber("TimeoutSeconds", 1, TIMEOUT_LIMIT_SECONDS);
    Map<String, AslState> read = readStates(top.required("States"));
    top.done();
    requireStates(startAt, read);
    return new AslDefinition(startAt, timeoutSeconds, read, text);
  }

  private static JsonNode parse(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException malformed) {
      throw new RefusedDefinitionException("$", "not JSON: " + malformed.getOriginalMessage());
    }
  }

  private Map<String, AslState> readStates(JsonNode node) {
    if (!node.isObject() || node.isEmpty()) {
      throw new RefusedDefinitionException("$.States", "must be an object with a state");
    }
    Map<String, AslState> read = new LinkedHashMap<>();
    node.forEachEntry((name, state) -> {
      String at = "$.States." + name;
      if (name.isEmpty() || name.length() > NAME_LIMIT) {
        throw new RefusedDefinitionException(at, "name must have 1 to 80 characters");
      }
      FieldReader fields = new FieldReader(state, at);
      read.put(name, states.read(fields));
      fields.done();
    });
    return read;
  }

  /** Every state that is named exists, and every state that exists can be reached. */
  private static void requireStates(String startAt, Map<String, AslState> states) {
    if (!states.containsKey(startAt)) {
      throw new RefusedDefinitionException("$.StartAt", "no state of this name");
    }
    states.forEach((name, state) ->
        edges(state)
            .forEach(edge -> {
              if (!states.containsKey(edge.target())) {
                throw new RefusedDefinitionException(
                    "$.States." + name + edge.field(), "no state of this name");
              }
            }));
    Set<String> reached = reachable(startAt, states);
    for (String name : states.keySet()) {
      if (!reached.contains(name)) {
        throw new RefusedDefinitionException("$.States." + name, "can't be reached");
      }
    }
  }

  private static Set<String> reachable(String startAt, Map<String, AslState> states) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(startAt));
    while (!open.isEmpty()) {
      String name = open.pop();
      AslState state = states.get(name);
      if (state != null && reached.add(name)) {
        edges(state).forEach(edge -> open.push(edge.target()));
      }
    }
    return reached;
  }

  private record Edge(String field, String target) {}

  private static List<Edge> edges(AslState state) {
    return switch (state) {
      case AslState.Pass pass -> next(pass.next());
      case AslState.Wait wait -> next(wait.next());
      case AslState.Task task -> taskEdges(task);
      case AslState.Choice choice -> choiceEdges(choice);
      case AslState.Succeed _, AslState.Fail _ -> List.of();
    };
  }

  private static List<Edge> next(Optional<String> target) {
    return target.map(name -> List.of(new Edge(".Next", name))).orElse(List.of());
  }

  private static List<Edge> taskEdges(AslState.Task task) {
    List<Edge> edges = new ArrayList<>(next(task.next()));
    for (int index = 0; index < task.catchers().size(); index++) {
      edges.add(new Edge(".Catch[" + index + "].Next", task.catchers().get(index).next()));
    }
    return edges;
  }

  private static List<Edge> choiceEdges(AslState.Choice choice) {
    List<Edge> edges = new ArrayList<>();
    choice.otherwise().ifPresent(name -> edges.add(new Edge(".Default", name)));
    for (int index = 0; index < choice.branches().size(); index++) {
      edges.add(new Edge(".Choices[" + index + "].Next", choice.branches().get(index).next()));
    }
    return edges;
  }
}
