package dev.modelroute.core.identity;

import java.nio.charset.StandardCharsets;

/**
 * The secret that key digests are made with. It lies apart from the rows, so that rows alone are
 * worth nothing.
 *
 * @param text as the surroundings hold it, at least {@link #MIN_LENGTH} characters
 */
public record Pepper(String text) {
  public static final int MIN_LENGTH = 16;

  public Pepper {
    if (text.length() < MIN_LENGTH) {
      throw new IllegalArgumentException("the pepper is too short");
    }
  }

  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "Pepper";
  }
}
