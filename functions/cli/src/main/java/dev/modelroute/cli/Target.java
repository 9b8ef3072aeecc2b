package dev.modelroute.cli;

/**
 * Whom to call, and as whom.
 *
 * @param url without a slash at the end
 * @param apiKey the secret; never shown
 */
record Target(String url, String apiKey) {
  /** Never the key. */
  @Override
  public String toString() {
    return url;
  }
}
