package dev.modelroute.local.stepfunctions.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what was recorded, where some values are placeholders, with what happened here. */
final class Likeness {

  private static final Set<String> PLACEHOLDERS =
      Set.of("date", "snf_role_arn", "start-time", "entered-time", "timestamp");

  private Likeness() {}

  /** Empty = alike; otherwise the first place where they differ. */
  static Optional<String> difference(JsonNode recorded, JsonNode actual, String at) {
    if (recorded.isTextual() && isPlaceholder(recorded.textValue())) {
      return Optional.empty();
    }
    JsonNode left = parsed(recorded, actual);
    JsonNode right = parsed(actual, recorded);
    if (left.isObject() && right.isObject()) {
      return objects(left, right, at);
    }
    if (left.isArray() && right.isArray() && left.size() == right.size()) {
      return arrays(left, right, at);
    }
    return same(left, right)
        ? Optional.empty()
        : Optional.of(at + ": recorded " + brief(left) + ", here " + brief(right));
  }

  private static Optional<String> arrays(JsonNode left, JsonNode right, String at) {
    for (int index = 0; index < left.size(); index++) {
      String place = at + "[" + index + "]";
      Optional<String> found = difference(left.get(index), right.get(index), place);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> objects(JsonNode left, JsonNode right, String at) {
    Set<String> names = new TreeSet<>();
    left.fieldNames().forEachRemaining(names::add);
    right.fieldNames().forEachRemaining(names::add);
    // Older recordings don't have it.
    if (!left.has("RedriveCount")) {
      names.remove("RedriveCount");
    }
    for (String name : names) {
      Optional<String> found =
          name.equals("Cause")
              ? Optional.empty()
              : difference(left.path(name), right.path(name), at + "." + name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean same(JsonNode left, JsonNode right) {
    return (left.isNumber() && right.isNumber())
        ? left.decimalValue().compareTo(right.decimalValue()) == 0
        : left.equals(right);
  }

  static boolean isPlaceholder(String text) {
    int open = text.indexOf('<');
    return PLACEHOLDERS.contains(text) || (open >= 0 && text.indexOf('>', open) >= 0);
  }

  /** JSON text beside a tree is read as what it says. */
  private static JsonNode parsed(JsonNode node, JsonNode other) {
    return node.isTextual() && other.isContainerNode() ? text(node) : node;
  }

  /** A payload: JSON text, or parsed already. */
  static JsonNode text(JsonNode payload) {
    if (!payload.isTextual()) {
      return payload;
    }
    try {
      return Vector.MAPPER.readTree(payload.textValue());
    } catch (JsonProcessingException plain) {
      return payload;
    }
  }

  private static String brief(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
