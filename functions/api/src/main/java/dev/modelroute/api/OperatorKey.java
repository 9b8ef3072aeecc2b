package dev.modelroute.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The operator's credential.
 *
 * @param text empty where none is set: then nothing is an operator
 */
record OperatorKey(Optional<String> text) {
  boolean matches(String sent) {
    return text.filter(key ->
            MessageDigest.isEqual(
                key.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "OperatorKey";
  }
}
