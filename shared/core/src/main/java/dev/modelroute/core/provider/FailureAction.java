package dev.modelroute.core.provider;

/** What a failed attempt lets us do. */
public enum FailureAction {
  /**
   * The reply shows that no job was taken: once more on the same route if the wait is short, then
   * the next route.
   */
  RETRY_IN_PLACE,
  /** Another route may help; the same one only if it is the only one and nothing is in doubt. */
  NEXT_ROUTE,
  /** No route can help: the input is at fault. */
  STOP
}
