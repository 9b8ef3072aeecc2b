package dev.modelroute.core.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a {@code Retry-After} header (RFC 9110 section 10.2.3): seconds or an HTTP date. */
public final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");
  private static final int MAX_LENGTH = 40;

  private RetryAfter() {}

  /** The wait asked for; empty when the text is negative, past or unreadable. */
  public static Optional<Duration> parse(String text, Instant now) {
    String trimmed = text.strip();
    if (SECONDS.matcher(trimmed).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(trimmed)));
    }
    if (trimmed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      Instant until =
          ZonedDateTime.parse(trimmed, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
