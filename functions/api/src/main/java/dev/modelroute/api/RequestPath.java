package dev.modelroute.api;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a path that any gateway may send into one the router can read. */
final class RequestPath {
  private static final String ALIAS = "/api";
  private static final String LEGAL = "-._~!$&'()*+,;=:@/";

  private RequestPath() {}

  /** The path without the alias {@code /api}, every illegal character percent-encoded. */
  static String of(@Nullable String sent) {
    String path = sent == null || sent.isEmpty() ? "/" : sent;
    String rooted = path.startsWith("/") ? path : "/" + path;
    return encoded(rooted.startsWith(ALIAS + "/v1") ? rooted.substring(ALIAS.length()) : rooted);
  }

  /** Keeps what is legal and what is encoded already; gateways differ in whether they decode. */
  private static String encoded(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); ) {
      int character = path.codePointAt(i);
      if (isLegal(character) || (character == '%' && isHex(path, i + 1) && isHex(path, i + 2))) {
        out.appendCodePoint(character);
      } else {
        appendEncoded(out, Character.toString(character));
      }
      i += Character.charCount(character);
    }
    return out.toString();
  }

  private static boolean isLegal(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || LEGAL.indexOf(character) >= 0;
  }

  private static boolean isHex(String path, int index) {
    return index < path.length() && Character.digit(path.charAt(index), 16) >= 0;
  }

  private static void appendEncoded(StringBuilder out, String character) {
    for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
      out.append(String.format(Locale.ROOT, "%%%02X", octet));
    }
  }
}
