package dev.modelroute.local.stepfunctions;

import java.util.Map;
import java.util.OptionalInt;

/**
 * A definition that was read whole and found inside the subset.
 *
 * @param startAt name of the first state
 * @param timeoutSeconds limit of a whole execution
 * @param states by name
 * @param text the definition as it was given, after substitution
 */
public record AslDefinition(
    String startAt, OptionalInt timeoutSeconds, Map<String, AslState> states, String text) {

  /** Copies the states. */
  public AslDefinition {
    states = Map.copyOf(states);
  }

  AslState state(String name) {
    AslState state = states.get(name);
    if (state == null) {
      throw new IllegalArgumentException("No state " + name);
    }
    return state;
  }
}
