package dev.modelroute.core.webhook;

import dev.modelroute.core.error.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers an endpoint may ask for. */
public final class CustomHeaders {
  /** Most headers of one endpoint. */
  public static final int MAX_COUNT = 10;

  /** Longest value, in characters. */
  public static final int MAX_VALUE_LENGTH = 1_024;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
  private static final Pattern VALUE =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");

  /** What frames the message, is about the connection, or carries state that is not theirs. */
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "connection",
          "cookie",
          "expect",
          "forwarded",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  private static final List<String> RESERVED_PREFIXES =
      List.of(
          "content-", "x-signature", "webhook-", "proxy-", "x-forwarded-", "x-aws-", "metadata");

  private CustomHeaders() {}

  /** Whether a name is one of ours or of the protocol. */
  public static boolean reserved(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return RESERVED.contains(lower) || RESERVED_PREFIXES.stream().anyMatch(lower::startsWith);
  }

  /** What is wrong with a set of headers; empty when nothing is. */
  public static List<FieldError> check(Map<String, String> headers) {
    var errors = new ArrayList<FieldError>();
    if (headers.size() > MAX_COUNT) {
      errors.add(
          new FieldError("headers", "TOO_MANY", "At most " + MAX_COUNT + " headers are allowed."));
    }
    headers.forEach((name, value) -> {
      String field = "headers." + name;
      if (!NAME.matcher(name).matches()) {
        errors.add(new FieldError("headers", "INVALID", "A header name is not valid."));
      } else if (reserved(name)) {
        errors.add(new FieldError(field, "RESERVED", "This header can't be set."));
      } else if (value.length() > MAX_VALUE_LENGTH || !VALUE.matcher(value).matches()) {
        errors.add(new FieldError(field, "INVALID", "The value must be visible ASCII text."));
      }
    });
    return errors;
  }
}
