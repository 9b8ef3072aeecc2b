package dev.modelroute.workflow;

/**
 * There is a result, but it can't be stored or priced. The machine knows this class by its name and
 * goes to Release.
 */
public final class OutputUnusable extends RuntimeException {
  public OutputUnusable() {
    super("the result can't be used");
  }
}
