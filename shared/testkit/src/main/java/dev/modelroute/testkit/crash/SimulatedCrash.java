package dev.modelroute.testkit.crash;

/** The process ends here. An {@link Error}, so that no {@code catch (Exception)} survives it. */
public final class SimulatedCrash extends Error {
  public SimulatedCrash(String where) {
    super(where, null, false, false);
  }
}
