package dev.modelroute.cli;

/** What the process ends with; part of the command line's contract. */
final class ExitCode {
  static final int OK = 0;

  /** The API answered with its error envelope. */
  static final int REFUSED = 1;

  /** The command line, the settings or the credentials are wrong: nothing was sent. */
  static final int USAGE = 2;

  /** Nobody answered, or not like ModelRoute. */
  static final int UNREACHABLE = 3;

  /** A fault of this program. */
  static final int FAULT = 70;

  private ExitCode() {}
}
