package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a result goes in a state's input: {@code $}, or names one below the other. Array positions
 * are outside the subset.
 */
record ResultPath(List<String> names) {

  static final ResultPath WHOLE = new ResultPath(List.of());

  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*)|\\['([^'\\\\\\]]+)'\\]");

  ResultPath {
    names = List.copyOf(names);
  }

  /** Throws {@link IllegalArgumentException} with the reason. */
  static ResultPath parse(String text) {
    if (!text.startsWith("$") || text.startsWith("$$")) {
      throw new IllegalArgumentException("not a reference path into the input");
    }
    List<String> names = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int at = 1;
    while (at < text.length()) {
      if (!step.find(at) || step.start() != at) {
        throw new IllegalArgumentException("not a reference path of names only");
      }
      names.add(step.group(1) == null ? step.group(2) : step.group(1));
      at = step.end();
    }
    return new ResultPath(names);
  }

  /** The input with the result in it; the input itself stays as it is. */
  JsonNode combine(JsonNode input, JsonNode result) {
    if (names.isEmpty()) {
      return result;
    }
    if (!(input instanceof ObjectNode object)) {
      throw unmatched();
    }
    ObjectNode combined = object.deepCopy();
    ObjectNode parent = combined;
    for (String name : names.subList(0, names.size() - 1)) {
      JsonNode child = parent.get(name);
      if (child != null && !child.isObject()) {
        throw unmatched();
      }
      parent = child instanceof ObjectNode existing ? existing : parent.putObject(name);
    }
    parent.set(names.getLast(), result);
    return combined;
  }

  private static StateFault unmatched() {
    return new StateFault(
        StatesError.RESULT_PATH_MATCH_FAILURE, "The result path doesn't fit the state's input");
  }
}
