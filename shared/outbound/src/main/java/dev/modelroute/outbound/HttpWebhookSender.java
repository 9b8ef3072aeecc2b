package dev.modelroute.outbound;

import dev.modelroute.core.webhook.FailureClass;
import dev.modelroute.core.webhook.WebhookSender;
import java.time.Duration;
import java.util.Map;

/**
 * Posts events. The answer's body is read up to a cap and thrown away: showing it would let a
 * caller read what an address inside answers.
 */
public final class HttpWebhookSender implements WebhookSender {
  private static final long MAX_ANSWER_BYTES = 16_384;
  private final GuardedHttpClient http;

  public HttpWebhookSender(GuardedHttpClient http) {
    this.http = http;
  }

  @Override
  public Outcome post(String url, Map<String, String> headers, byte[] body, Duration deadline) {
    var sink = BodySink.discard(MAX_ANSWER_BYTES);
    return switch (http.post(url, headers, body, deadline, sink)) {
      case Exchange.Answered answer -> outcome(answer);
      case Exchange.Failed(FailureClass why) -> Outcome.Refused.without(why);
      case Exchange.TargetFailed impossible ->
          throw new IllegalStateException("nothing was kept", impossible.failure());
    };
  }

  /** A long body is no failure: the status was said, and nobody reads the rest. */
  private static Outcome outcome(Exchange.Answered answer) {
    return switch (answer.status() / 100) {
      case 2 -> new Outcome.Taken(answer.status());
      case 3 -> new Outcome.Refused(FailureClass.REDIRECT, answer.status(), answer.retryAfter());
      default -> new Outcome.Refused(FailureClass.HTTP, answer.status(), answer.retryAfter());
    };
  }
}
