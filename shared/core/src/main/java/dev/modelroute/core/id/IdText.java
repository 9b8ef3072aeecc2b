package dev.modelroute.core.id;

import java.util.UUID;
import java.util.regex.Pattern;

/** The one text form of our ids: {@code <prefix>_<uuid in lower case>}. */
public final class IdText {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private IdText() {}

  public static String of(String prefix, UUID uuid) {
    return prefix + "_" + uuid;
  }

  /** Whether a text has exactly the form of an id with this prefix. */
  public static boolean matches(String prefix, String text) {
    return text.length() == prefix.length() + 37
        && text.startsWith(prefix)
        && text.charAt(prefix.length()) == '_'
        && UUID_FORM.matcher(text).region(prefix.length() + 1, text.length()).matches();
  }

  /**
   * Returns the text when it is an id with this prefix.
   *
   * @throws IllegalArgumentException otherwise
   */
  public static String require(String prefix, String text) {
    if (!matches(prefix, text)) {
      throw new IllegalArgumentException("not a " + prefix + " id");
    }
    return text;
  }
}
