package dev.modelroute.cli;

import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonWriter;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The public API, called with one key. Redirects are not followed: the key stays where it goes. */
final class ApiClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

  /** A page of 100 deliveries or one event of 256 KiB, escaped, fits many times. */
  private static final long MAX_ANSWER_BYTES = 8L << 20;

  private static final int MAX_RETRY_SECONDS = 3600;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Target target;

  ApiClient(Target target) {
    this.target = target;
  }

  /**
   * @param path with its query, from {@code /v1} on
   */
  ApiAnswer get(String path) {
    return getLater(path, Duration.ZERO).join();
  }

  /**
   * A call that the server may hold.
   *
   * @param hold how long it may
   */
  CompletableFuture<ApiAnswer> getLater(String path, Duration hold) {
    return send(request(path).GET().build(), PATIENCE.plus(hold));
  }

  ApiAnswer post(String path, JsonObject body) {
    return send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JsonWriter.bytes(body)))
                .build(),
            PATIENCE)
        .join();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(target.url() + path))
        .header("Authorization", "Bearer " + target.apiKey())
        .header("Accept", "application/json");
  }

  private CompletableFuture<ApiAnswer> send(HttpRequest request, Duration patience) {
    CompletableFuture<HttpResponse<byte[]>> call =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    CompletableFuture<ApiAnswer> answer =
        call.thenApply(ApiClient::read)
            .completeOnTimeout(
                new ApiAnswer.Unreachable("no answer within " + patience.toSeconds() + " seconds"),
                patience.toMillis(),
                TimeUnit.MILLISECONDS)
            .exceptionally(failure -> new ApiAnswer.Unreachable(NetworkFault.of(failure).text()));
    // Who stops waiting, by time or by wish, also ends the exchange.
    var _ = answer.whenComplete((done, failure) -> call.cancel(true));
    return answer;
  }

  private static ApiAnswer read(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    boolean good = status / 100 == 2;
    if (good && response.body().length == 0) {
      return new ApiAnswer.Answered(JsonObject.EMPTY, date(response.headers()));
    }
    try {
      JsonObject body = StrictJson.parseObject(response.body());
      if (good) {
        return new ApiAnswer.Answered(body, date(response.headers()));
      }
      return body.object("error")
          .<ApiAnswer>map(error -> refused(status, error, response.headers()))
          .orElseGet(() -> strange(status));
    } catch (MalformedJsonException notOurs) {
      return strange(status);
    }
  }

  private static ApiAnswer strange(int status) {
    return new ApiAnswer.Unreachable(
        "the answer (HTTP " + status + ") is not one of ModelRoute's; is the URL right?");
  }

  private static ApiAnswer refused(int status, JsonObject error, HttpHeaders headers) {
    return new ApiAnswer.Refused(
        status,
        error.string("code").orElse("HTTP_" + status),
        error.string("message").orElse("refused"),
        details(error.array("details").orElse(JsonArray.EMPTY)),
        error.string("request_id").or(() -> headers.firstValue("X-Request-Id")),
        retryAfter(headers));
  }

  private static List<String> details(JsonArray details) {
    return details.items().stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .map(detail ->
            detail.string("field").orElse("?")
                + ": "
                + detail.string("message").or(() -> detail.string("code")).orElse("refused"))
        .toList();
  }

  private static Optional<Duration> retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Long::parseLong)
        .map(seconds -> Duration.ofSeconds(Math.min(seconds, MAX_RETRY_SECONDS)));
  }

  private static Optional<Instant> date(HttpHeaders headers) {
    return headers.firstValue("Date").flatMap(ApiClient::date);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
