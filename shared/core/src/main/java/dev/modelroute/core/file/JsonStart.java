package dev.modelroute.core.file;

/**
 * Whether a text is a JSON object or array, or, where it was cut, the beginning of one. Grammar
 * only; nothing is kept.
 */
final class JsonStart {
  private static final int MAX_DEPTH = 100;
  private static final String NUMBER_CHARACTERS = "+-.eE0123456789";

  private final String text;
  private int at;
  private boolean ranOut;

  private JsonStart(String text) {
    this.text = text;
  }

  static boolean matches(String text, boolean cut) {
    JsonStart start = new JsonStart(text);
    char first = start.next();
    if (first != '{' && first != '[') {
      return false;
    }
    if (start.value(0)) {
      start.skipSpace();
      return start.at == text.length();
    }
    return cut && start.ranOut;
  }

  private boolean value(int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    return switch (next()) {
      case '{' -> members(depth, '}', true);
      case '[' -> members(depth, ']', false);
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    };
  }

  private boolean members(int depth, char close, boolean named) {
    at++;
    if (next() == close) {
      at++;
      return true;
    }
    while (member(depth, named)) {
      char separator = next();
      at++;
      if (separator == close) {
        return true;
      }
      if (separator != ',') {
        return false;
      }
    }
    return false;
  }

  private boolean member(int depth, boolean named) {
    if (!named) {
      return value(depth + 1);
    }
    if (next() != '"' || !string() || next() != ':') {
      return false;
    }
    at++;
    return value(depth + 1);
  }

  private boolean string() {
    for (at++; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '"') {
        at++;
        return true;
      }
      if (character < 0x20) {
        return false;
      }
      if (character == '\\') {
        at++;
      }
    }
    ranOut = true;
    return false;
  }

  private boolean literal(String word) {
    int length = Math.min(word.length(), text.length() - at);
    boolean same = text.regionMatches(at, word, 0, length);
    at += length;
    ranOut |= same && length < word.length();
    return same && length == word.length();
  }

  private boolean number() {
    int from = at;
    while (at < text.length() && NUMBER_CHARACTERS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at > from;
  }

  /** The next character that is no space, not consumed; NUL at the end. */
  private char next() {
    skipSpace();
    if (at < text.length()) {
      return text.charAt(at);
    }
    ranOut = true;
    return 0;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
