package dev.modelroute.workflow;

/**
 * A store of ours did not answer before anything was asked of a provider; running the state again
 * is safe. The machine knows this class by its name and retries it.
 */
public final class TransientFault extends RuntimeException {
  public TransientFault(Throwable cause) {
    super("a store did not answer", cause);
  }
}
