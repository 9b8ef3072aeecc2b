package dev.modelroute.cli;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.webhook.EventId;
import dev.modelroute.core.webhook.WebhookSecret;
import dev.modelroute.core.webhook.WebhookSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts events to the developer's receiver as the platform would: the same headers, signed by the
 * same code at the time of the attempt, one deadline over everything, no redirects.
 */
final class Forwarder {
  private static final int MAX_STATUS = 599;

  /** As the platform's own deliveries say it: part of the API's contract. */
  private static final String USER_AGENT = "ModelRoute-Webhooks/1.0";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI receiver;
  private final WebhookSecret secret;
  private final Duration deadline;
  private final InstantSource time;

  Forwarder(URI receiver, WebhookSecret secret, Duration deadline, InstantSource time) {
    this.receiver = receiver;
    this.secret = secret;
    this.deadline = deadline;
    this.time = time;
  }

  /** What the receiver made of it. */
  sealed interface Outcome {
    Duration took();

    /** Whether the platform calls it delivered. */
    default boolean isSuccess() {
      return switch (this) {
        case Answered answered -> answered.status() / 100 == 2;
        case Silent ignored -> false;
      };
    }

    /** It answered; 2xx is success. */
    record Answered(int status, Duration took) implements Outcome {}

    /**
     * It did not.
     *
     * @param error {@code connect} or {@code timeout}
     */
    record Silent(String error, Duration took) implements Outcome {}

    /** As the API takes it. */
    default JsonObject report() {
      JsonObject.Builder report = JsonObject.builder();
      switch (this) {
        case Answered answered -> report.put("status_code", answered.status());
        case Silent silent -> report.put("error", silent.error());
      }
      return report.put("latency_ms", took().toMillis()).build();
    }
  }

  /**
   * One attempt.
   *
   * @param text the body, sent as it is
   */
  Outcome forward(EventId event, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Instant start = time.instant();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(receiver)
            .header("User-Agent", USER_AGENT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    WebhookSignature.headers(event, start, body, List.of(secret)).forEach(request::header);
    CompletableFuture<HttpResponse<Void>> call =
        http.sendAsync(request.build(), BodyHandlers.discarding());
    try {
      int status = call.get(deadline.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      // Java takes any three digits for a status, the API only those that exist.
      return status <= MAX_STATUS
          ? new Outcome.Answered(status, since(start))
          : new Outcome.Silent("connect", since(start));
    } catch (ExecutionException | TimeoutException failure) {
      return new Outcome.Silent(NetworkFault.of(failure).kind(), since(start));
    } catch (InterruptedException stopNow) {
      Thread.currentThread().interrupt();
      return new Outcome.Silent("timeout", since(start));
    } finally {
      call.cancel(true);
    }
  }

  private Duration since(Instant start) {
    Duration took = Duration.between(start, time.instant());
    return took.isNegative() ? Duration.ZERO : took;
  }
}
