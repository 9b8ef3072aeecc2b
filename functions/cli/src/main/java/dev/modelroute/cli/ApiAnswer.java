package dev.modelroute.cli;

import dev.modelroute.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of one call to the API. */
sealed interface ApiAnswer {

  /**
   * Done.
   *
   * @param at the server's time, to the second
   * @param body empty when there is none
   */
  record Answered(JsonObject body, Optional<Instant> at) implements ApiAnswer {}

  /** Not done. */
  sealed interface Failed extends ApiAnswer {}

  /**
   * The API said no, in its own words.
   *
   * @param details one line per refused field
   * @param retryAfter when the API wants the next call at the earliest
   */
  record Refused(
      int status,
      String code,
      String message,
      List<String> details,
      Optional<String> requestId,
      Optional<Duration> retryAfter)
      implements Failed {
    public Refused {
      details = List.copyOf(details);
    }
  }

  /** Nobody answered, or not like ModelRoute. */
  record Unreachable(String reason) implements Failed {}
}
