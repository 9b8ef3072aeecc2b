package dev.modelroute.core.audit;

import java.util.Locale;

/**
 * Who did something.
 *
 * @param id {@code key_…} or a user's id; {@code operator} and {@code platform} for the two that
 *     have none
 * @param label what the key or user was called at that time
 */
public record Actor(Kind kind, String id, String label) {
  private static final String OPERATOR_ID = "operator";
  private static final String SYSTEM_ID = "platform";

  /** What kind of somebody. */
  public enum Kind {
    KEY,
    USER,
    /** Whoever holds the operator's credential. */
    OPERATOR,
    /** The platform itself. */
    SYSTEM;

    /** As callers see it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Actor operator() {
    return new Actor(Kind.OPERATOR, OPERATOR_ID, OPERATOR_ID);
  }

  public static Actor system() {
    return new Actor(Kind.SYSTEM, SYSTEM_ID, SYSTEM_ID);
  }
}
