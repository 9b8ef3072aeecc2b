package dev.modelroute.outbound;

import dev.modelroute.core.file.RemoteFetcher;
import dev.modelroute.core.webhook.FailureClass;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;

/** Fetches result files from addresses that providers name; sends no credentials. */
public final class GuardedRemoteFetcher implements RemoteFetcher {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final GuardedHttpClient http;
  private final Duration deadline;

  /**
   * @param deadline of one whole transfer
   */
  public GuardedRemoteFetcher(GuardedHttpClient http, Duration deadline) {
    this.http = http;
    this.deadline = deadline;
  }

  @Override
  public Fetched fetch(URI address, long maxBytes, OutputStream target) throws IOException {
    var sink = BodySink.keep(target, maxBytes);
    return switch (http.get(address.toString(), deadline, sink)) {
      case Exchange.Answered answer -> fetched(answer);
      case Exchange.Failed(FailureClass why) -> failed(why);
      case Exchange.TargetFailed(IOException failure) -> throw failure;
    };
  }

  private static Fetched fetched(Exchange.Answered answer) {
    int status = answer.status();
    if (status / 100 == 2) {
      return answer.cut()
          ? new Fetched.Refused(FailureClass.TOO_LARGE.text())
          : new Fetched.Complete(answer.bodyBytes());
    }
    boolean passing = status / 100 == 5 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
    return passing
        ? new Fetched.Unavailable("http_" + status)
        : new Fetched.Refused("http_" + status);
  }

  private static Fetched failed(FailureClass why) {
    return switch (why) {
      case BLOCKED_ADDRESS, REDIRECT, TOO_LARGE -> new Fetched.Refused(why.text());
      case TIMEOUT, CONNECT, TLS, DNS, HTTP, PROTOCOL -> new Fetched.Unavailable(why.text());
    };
  }
}
