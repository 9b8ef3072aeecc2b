package dev.modelroute.api;

/**
 * A request whose form is wrong, found while it is read: leaves the controller before any use case
 * is asked. Everything a use case answers is a value instead.
 */
final class RequestRefusedException extends RuntimeException {
  private final transient Refusal refusal;

  RequestRefusedException(Refusal refusal) {
    super(refusal.code(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
