package dev.modelroute.bench;

import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A client of one local run, with connections kept open as a service behind it would. */
final class Caller implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final AtomicLong orders = new AtomicLong();
  private final Runner runner;

  Caller(Runner runner) {
    this.runner = runner;
  }

  /** Sends one execution of the simulated text model without delay; the answer is its status. */
  CompletableFuture<Integer> submit(String webhookUrl) {
    JsonObject.Builder body =
        JsonObject.builder()
            .put("model", "sim-text")
            .put("input", JsonObject.builder().put("prompt", "a lighthouse").build());
    if (!webhookUrl.isEmpty()) {
      body.put("webhook_url", webhookUrl);
    }
    HttpRequest request =
        request("/v1/executions", "api_key")
            .header("Idempotency-Key", "bench-" + orders.incrementAndGet())
            .POST(HttpRequest.BodyPublishers.ofString(body.build().toText()))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(HttpResponse::statusCode);
  }

  /** Registers an endpoint that gets no event of an execution here, only test events; its id. */
  String endpoint(String webhookUrl) throws IOException, InterruptedException {
    JsonObject body =
        JsonObject.builder()
            .put("url", webhookUrl)
            .put("events", JsonArray.ofStrings(List.of("execution.cancelled")))
            .build();
    return answer(
            request("/v1/webhooks/endpoints", "api_key")
                .POST(HttpRequest.BodyPublishers.ofString(body.toText())))
        .string("id")
        .orElseThrow();
  }

  /** Asks for a test event; the answer is its status. */
  CompletableFuture<Integer> testEvent(String endpoint) {
    HttpRequest request =
        request("/v1/webhooks/endpoints/" + endpoint + "/test", "api_key")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(HttpResponse::statusCode);
  }

  /** Adds to the balance, so that no load runs dry. */
  void credit(String amountUsd) throws IOException, InterruptedException {
    JsonObject body =
        JsonObject.builder().put("amount", amountUsd).put("reference", "bench").build();
    String organization = runner.credential("organization_id");
    answer(
        request("/v1/admin/organizations/" + organization + "/credits", "admin_key")
            .POST(HttpRequest.BodyPublishers.ofString(body.toText())));
  }

  /** What executions that are not over still hold, USD. */
  double heldUsd() throws IOException, InterruptedException {
    String held = answer(request("/v1/balance", "api_key")).string("held").orElseThrow();
    return Double.parseDouble(held);
  }

  /** Whether every entry of the ledger adds up to the balances. */
  boolean ledgerProves() throws IOException, InterruptedException {
    String path = "/v1/admin/ledger/verify";
    JsonObject part = answer(request(path, "admin_key"));
    boolean balanced = part.bool("balanced").orElse(false);
    while (balanced && part.string("next").isPresent()) {
      String cursor = part.string("next").orElseThrow();
      part = answer(request(path + "?cursor=" + cursor, "admin_key"));
      balanced = part.bool("balanced").orElse(false);
    }
    return balanced;
  }

  private JsonObject answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(response.statusCode() + " from " + response.uri().getPath());
    }
    return StrictJson.trusted(response.body());
  }

  private HttpRequest.Builder request(String path, String credential) {
    return HttpRequest.newBuilder(URI.create(runner.url() + path))
        .timeout(LIMIT)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + runner.credential(credential));
  }

  @Override
  public void close() {
    http.close();
  }
}
