package dev.modelroute.outbound;

import dev.modelroute.core.webhook.FailureClass;
import org.jspecify.annotations.Nullable;

/** What came of one call. */
sealed interface Exchange {
  /**
   * The other side answered, and its body was read to its end or to the cap.
   *
   * @param retryAfter the header as it came; null without one
   * @param bodyBytes bytes read
   * @param cut whether there were more
   */
  record Answered(int status, @Nullable String retryAfter, long bodyBytes, boolean cut)
      implements Exchange {}

  /** It did not, or not in time. */
  record Failed(FailureClass why) implements Exchange {}

  /** Taking the body failed on our side. */
  record TargetFailed(java.io.IOException failure) implements Exchange {}
}
