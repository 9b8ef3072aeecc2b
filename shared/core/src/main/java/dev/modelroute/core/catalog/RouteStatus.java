package dev.modelroute.core.catalog;

import java.util.Locale;

/**
 * Where a route of the catalogue stands, for the operator.
 *
 * @param model slug
 */
public record RouteStatus(String model, RouteId route, State state) {

  /** Whether it can run, or the first thing that keeps it from that. */
  public enum State {
    ELIGIBLE,
    /** This deployment has no adapter of that name. */
    NO_ADAPTER,
    /** Its key or its address is not set. */
    NOT_CONFIGURED,
    /** A dimension has no price in force. */
    UNPRICED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean isEligible() {
    return state == State.ELIGIBLE;
  }
}
