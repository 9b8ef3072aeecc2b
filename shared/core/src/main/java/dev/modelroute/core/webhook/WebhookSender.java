package dev.modelroute.core.webhook;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one POST to an address that is not ours; checks the address; never follows, never repeats.
 */
public interface WebhookSender {
  /**
   * @param url checked again here, by text and by every address it resolves to
   * @param deadline over everything: names, connection, TLS, headers, body
   */
  Outcome post(String url, Map<String, String> headers, byte[] body, Duration deadline);

  /** What came of it. */
  sealed interface Outcome {
    /** Answered 2xx in time. */
    record Taken(int status) implements Outcome {}

    /**
     * Anything else.
     *
     * @param status null when there was no answer
     * @param retryAfter the header as it came; null without one
     */
    record Refused(FailureClass why, @Nullable Integer status, @Nullable String retryAfter)
        implements Outcome {
      public static Refused without(FailureClass why) {
        return new Refused(why, null, null);
      }
    }
  }
}
