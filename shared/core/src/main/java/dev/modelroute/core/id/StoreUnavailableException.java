package dev.modelroute.core.id;

import org.jspecify.annotations.Nullable;

/**
 * A store did not answer, or conflicts did not end within the tries allowed. The outcome of the
 * call may be unknown; every operation of our ports is safe to repeat. Callers see
 * SERVICE_UNAVAILABLE with {@code Retry-After}.
 */
public final class StoreUnavailableException extends RuntimeException {
  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
