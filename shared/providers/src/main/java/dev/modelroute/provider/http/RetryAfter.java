package dev.modelroute.provider.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a provider asks us to wait. Negative and unreadable values count as absent; caps are the
 * caller's business.
 */
public final class RetryAfter {
  /** Longest wait that may be spent in place, before the same route is tried once more. */
  public static final Duration MAX_IN_PLACE = Duration.ofSeconds(5);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Pattern SECONDS = Pattern.compile("(" + NUMBER.pattern() + ")s");
  private static final Pattern RESETS_IN =
      Pattern.compile("resets in ~?(" + NUMBER.pattern() + ")s");
  private static final List<String> MILLISECOND_HEADERS =
      List.of("retry-after-ms", "x-ms-retry-after-ms");
  private static final List<String> BUCKETS =
      List.of("requests", "tokens", "input-tokens", "output-tokens");

  private RetryAfter() {}

  /**
   * The first readable of {@code retry-after-ms}, {@code x-ms-retry-after-ms}, {@code retry-after}
   * (seconds or HTTP date), and the reset of an Anthropic bucket that is empty.
   */
  public static Optional<Duration> of(HttpHeaders headers, Instant now) {
    for (String name : MILLISECOND_HEADERS) {
      Optional<Duration> wait = headers.firstValue(name).flatMap(text -> number(text, 1));
      if (wait.isPresent()) {
        return wait;
      }
    }
    return headers
        .firstValue("retry-after")
        .flatMap(text -> number(text, 1000).or(() -> date(text, now)))
        .or(() -> emptyBucket(headers, now));
  }

  /** A duration as Google writes it in RetryInfo: {@code 23s}, {@code 1.5s}. */
  public static Optional<Duration> ofSeconds(String text) {
    Matcher matcher = SECONDS.matcher(text.strip());
    return matcher.matches() ? number(matcher.group(1), 1000) : Optional.empty();
  }

  /** Replicate's words: {@code … resets in ~30s}. */
  public static Optional<Duration> ofText(String text) {
    Matcher matcher = RESETS_IN.matcher(text);
    return matcher.find() ? number(matcher.group(1), 1000) : Optional.empty();
  }

  private static Optional<Duration> number(String text, int millisEach) {
    String stripped = text.strip();
    return NUMBER.matcher(stripped).matches()
        ? Optional.of(
            Duration.ofMillis((long) Math.ceil(Double.parseDouble(stripped) * millisEach)))
        : Optional.empty();
  }

  private static Optional<Duration> date(String text, Instant now) {
    return until(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME, now);
  }

  private static Optional<Duration> emptyBucket(HttpHeaders headers, Instant now) {
    return BUCKETS.stream()
        .map(bucket -> "anthropic-ratelimit-" + bucket)
        .filter(prefix -> headers.firstValue(prefix + "-remaining").filter("0"::equals).isPresent())
        .flatMap(prefix -> headers.firstValue(prefix + "-reset").stream())
        .flatMap(text -> until(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME, now).stream())
        .max(Duration::compareTo);
  }

  private static Optional<Duration> until(String text, DateTimeFormatter form, Instant now) {
    try {
      Duration wait = Duration.between(now, form.parse(text, Instant::from));
      return wait.isNegative() ? Optional.empty() : Optional.of(wait);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
