package dev.modelroute.provider.http;

/** How one request ended. Whether the provider may have taken the job is the question. */
public sealed interface Exchange {

  /** The provider answered, with whatever status. */
  record Answered(HttpReply reply) implements Exchange {}

  /**
   * The request never left: name, connect or TLS failed.
   *
   * @param reason fixed words, for the operator
   */
  record NotSent(String reason) implements Exchange {}

  /**
   * The request was on its way and no whole answer came.
   *
   * @param reason fixed words, for the operator
   */
  record InDoubt(Cause cause, String reason) implements Exchange {}

  /** What ended an exchange in doubt. */
  enum Cause {
    /** Reset, end of file, malformed or truncated answer. */
    CONNECTION_LOST,
    /** The total deadline passed. */
    DEADLINE,
    /** The answer's body was over the cap. */
    TOO_LARGE
  }
}
