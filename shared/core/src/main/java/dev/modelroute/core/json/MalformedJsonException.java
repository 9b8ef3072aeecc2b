package dev.modelroute.core.json;

/**
 * A text that is not the JSON we accept. The message is fixed wording and safe to show; it never
 * quotes the input.
 */
public final class MalformedJsonException extends Exception {
  public MalformedJsonException(String message) {
    super(message);
  }
}
