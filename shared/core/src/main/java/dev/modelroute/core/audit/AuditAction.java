package dev.modelroute.core.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was done, as {@code thing.deed}: {@code file.upload}, {@code endpoint.disabled}. Each
 * feature names its own.
 */
public record AuditAction(String text) {
  private static final int MAX_LENGTH = 64;
  private static final Pattern FORM = Pattern.compile("[a-z][a-z_]*\\.[a-z][a-z_]*");

  public AuditAction {
    if (!isAction(text)) {
      throw new IllegalArgumentException("an action reads thing.deed");
    }
  }

  /** The action when the text has its form, else empty. */
  public static Optional<AuditAction> parse(String text) {
    return isAction(text) ? Optional.of(new AuditAction(text)) : Optional.empty();
  }

  private static boolean isAction(String text) {
    return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
