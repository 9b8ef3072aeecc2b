package dev.modelroute.local.stepfunctions;

/** A definition outside the subset; nothing of it was loaded. */
public final class RefusedDefinitionException extends RuntimeException {

  private final String path;

  RefusedDefinitionException(String path, String reason) {
    super(path + ": " + reason);
    this.path = path;
  }

  /** Where the refused construct stands, e.g. {@code $.States.Dispatch.Retry[0].ErrorEquals}. */
  public String path() {
    return path;
  }
}
