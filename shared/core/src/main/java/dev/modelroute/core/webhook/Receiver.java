package dev.modelroute.core.webhook;

import java.util.Map;

/** How an endpoint gets its events. */
public sealed interface Receiver {
  /**
   * We post to its address.
   *
   * @param headers sent with every delivery besides ours
   */
  record Push(String url, Map<String, String> headers, SigningSecrets secrets) implements Receiver {
    public Push {
      headers = Map.copyOf(headers);
    }

    public Push withSecrets(SigningSecrets next) {
      return new Push(url, headers, next);
    }
  }

  /**
   * It asks for its deliveries and says how each went: the command line on a developer's machine,
   * which no address leads to. It signs with the organisation's default secret.
   */
  record Pull() implements Receiver {}
}
