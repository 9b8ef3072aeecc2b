package dev.modelroute.core.webhook;

/** Seals secrets before they are stored. */
public interface SecretCipher {
  /**
   * @param context what the secret belongs to; a sealed text opens for this context only, so that a
   *     row can't be moved to another owner
   */
  String seal(String secret, String context);

  /**
   * @throws IllegalStateException when the text was not sealed by this key for this context
   */
  String open(String sealed, String context);
}
