package dev.modelroute.local.stepfunctions;

/** A state could not go on; ends the execution unless a task's own outcome may still be caught. */
final class StateFault extends RuntimeException {

  private final String error;

  StateFault(String error, String cause) {
    super(cause, null, false, false);
    this.error = error;
  }

  static StateFault runtime(String cause) {
    return new StateFault(StatesError.RUNTIME, cause);
  }

  String error() {
    return error;
  }

  String cause() {
    return String.valueOf(getMessage());
  }
}
