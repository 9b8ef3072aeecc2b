package dev.modelroute.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A caller's program: one base URL, one credential. Every answer to it is looked through for words
 * callers must never see.
 *
 * @param credential "" = none is sent
 * @param operator operators may see routes and providers
 */
record Api(URI url, String credential, boolean operator) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern UNSEEN =
      Pattern.compile(
          "simulator|builtin|openai|ollama|vllm|failover-(first|second)|exception|\\bjava\\.|micronaut|dev\\.modelroute|dynamodb|at"
              + " .*\\.java:");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Api withCredential(String other) {
    return new Api(url, other, false);
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Single quotes stand for double ones. */
  Answer post(String path, String json, String... headers) {
    return postRaw(path, json.replace('\'', '"'), headers);
  }

  Answer post(String path, JsonObject json) {
    return postRaw(path, json.toText());
  }

  Answer postRaw(String path, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  Answer send(String method, String path, String contentType, byte[] body) {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .method(method, BodyPublishers.ofByteArray(body)));
  }

  /** A request to an address that the platform handed out; no credential goes there. */
  static Answer put(String url, byte[] body) {
    return exchange(builder(URI.create(url)).PUT(BodyPublishers.ofByteArray(body)));
  }

  static Answer fetch(String url) {
    return exchange(builder(URI.create(url)).GET());
  }

  /**
   * Submits an execution.
   *
   * @param input JSON; single quotes stand for double ones
   * @param options more members of the request, each {@code 'name':value}
   */
  Answer submit(String model, String input, String... options) {
    String body = "{'model':'" + model + "','input':" + input;
    for (String option : options) {
      body += "," + option;
    }
    JsonObject request = StrictJson.trusted((body + "}").replace('\'', '"'));
    return post(
        "/v1/executions",
        request.has("idempotency_key")
            ? request
            : request.with("idempotency_key", Json.of(UUID.randomUUID().toString())));
  }

  /** Submits one that is accepted, and gives its id. */
  String accepted(String model, String input, String... options) {
    return submit(model, input, options).with(202).text("id");
  }

  /** The execution when it has ended. */
  JsonObject ended(String id) {
    // By the clock: the seconds of ?wait pass faster on a platform with a time scale.
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      JsonObject execution = get("/v1/executions/" + id + "?wait=25").with(200).json();
      if (execution.string("completed_at").isPresent()) {
        return execution;
      }
    }
    throw new AssertionError(id + " does not end");
  }

  JsonObject run(String model, String input, String... options) {
    return ended(accepted(model, input, options));
  }

  /** Uploads and confirms bytes, and gives the file's id. */
  String upload(byte[] bytes) {
    Answer upload = post("/v1/files/upload", "{}").with(201);
    put(upload.text("upload_url"), bytes).with(200);
    String file = upload.text("file_id");
    post("/v1/files/confirm", "{'file_id':'" + file + "'}").with(200);
    return file;
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = builder(URI.create(url + path));
    if (!credential.isEmpty()) {
      request.header("Authorization", "Bearer " + credential);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private static HttpRequest.Builder builder(URI target) {
    return HttpRequest.newBuilder(target).timeout(PATIENCE);
  }

  private Answer send(HttpRequest.Builder builder) {
    Answer answer = exchange(builder);
    assertTrue(answer.header("X-Request-Id").startsWith("req_"), answer::toString);
    if (!operator && !answer.header("Content-Type").startsWith("image/")) {
      assertKeepsSecrets(answer.headers().map() + answer.bodyText());
    }
    return answer;
  }

  /** Fails when a text for callers names a provider or shows the inside. */
  static void assertKeepsSecrets(String text) {
    assertFalse(
        UNSEEN.matcher(text.toLowerCase(Locale.ROOT)).find(),
        () -> "callers must not see: " + text);
  }

  private static Answer exchange(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
      return new Answer(
          request.method() + " " + request.uri(),
          response.statusCode(),
          response.headers(),
          response.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(request.uri().toString(), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
