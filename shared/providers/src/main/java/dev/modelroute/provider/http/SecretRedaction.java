package dev.modelroute.provider.http;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of a provider's words before they are stored: every configured secret, bearer
 * tokens, and the query and user parts of addresses. Error texts can echo all of them.
 */
public final class SecretRedaction {
  private static final String HIDDEN = "[redacted]";
  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(bearer|basic|key)\\s+[^\\s\"',}]{8,}");
  private static final Pattern QUERY =
      Pattern.compile("(?i)(https?://[^\\s\"'?#<>\\\\]*)[?#][^\\s\"'<>\\\\]*");
  private static final Pattern USER = Pattern.compile("(?i)(https?://)[^\\s\"'/@]+@");

  private final List<String> secrets;

  /** Redacts these values beside what looks like a credential. */
  public SecretRedaction(List<String> secrets) {
    // A secret that holds another is hidden whole.
    this.secrets =
        secrets.stream()
            .filter(secret -> !secret.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  public String apply(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, HIDDEN);
    }
    clean = BEARER.matcher(clean).replaceAll("$1 " + HIDDEN);
    clean = USER.matcher(clean).replaceAll("$1" + HIDDEN + "@");
    return QUERY.matcher(clean).replaceAll("$1?" + HIDDEN);
  }
}
