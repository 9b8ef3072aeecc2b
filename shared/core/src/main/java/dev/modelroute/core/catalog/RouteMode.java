package dev.modelroute.core.catalog;

/**
 * How a route answers: in the submit's own reply, when asked, or by calling back (with a late poll
 * as backstop).
 */
public enum RouteMode {
  SYNC,
  POLL,
  CALLBACK
}
