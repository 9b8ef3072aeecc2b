package dev.modelroute.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one whole execution costs in calls of AWS services, submit to settled: the local run makes
 * the same calls as a deployment. Each is time and money, so that one more is to be seen here.
 */
class ExecutionCallsTest {
  private static final List<String> SUBMIT =
      List.of("GetItem identity", "TransactWriteItems executions*2 ledger*2", "StartExecution");

  private static final List<String> DISPATCH =
      List.of(
          "Query executions",
          "GetItem webhooks",
          "TransactWriteItems executions*3",
          "UpdateItem executions",
          "SendTaskSuccess");

  private static final List<String> SETTLE =
      List.of("Query executions", "GetItem webhooks", "TransactWriteItems executions*2 ledger*3");

  @TempDir private static Path folder;
  private static LocalPlatform platform;
  private static JsonObject credentials;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    Path file = folder.resolve("credentials.json");
    platform =
        LocalPlatform.start(
            LocalSettings.of(
                Map.of("MODELROUTE_PORT", "0", "MODELROUTE_CREDENTIALS", file.toString()),
                Path.of(System.getProperty("project.root"))));
    credentials = StrictJson.trusted(Files.readString(file));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void a_whole_execution_that_nobody_listens_to_takes_eleven_calls() throws Exception {
    RecordedCalls.forget();
    submit("first");
    assertEquals(
        List.of(SUBMIT, DISPATCH, SETTLE).stream().flatMap(List::stream).toList(),
        RecordedCalls.await(SUBMIT.size() + DISPATCH.size() + SETTLE.size()));
  }

  @Test
  void a_replay_of_an_ended_execution_starts_nothing() throws Exception {
    RecordedCalls.forget();
    submit("second");
    RecordedCalls.await(SUBMIT.size() + DISPATCH.size() + SETTLE.size());
    while (!held().equals("0.000")) {
      Thread.onSpinWait();
    }
    RecordedCalls.forget();

    submit("second");

    assertEquals(
        List.of(
            "GetItem identity", "TransactWriteItems executions*2 ledger*2", "GetItem executions"),
        RecordedCalls.await(3));
  }

  private void submit(String key) throws IOException, InterruptedException {
    String body =
        JsonObject.builder()
            .put("model", "sim-text")
            .put("input", JsonObject.builder().put("prompt", "a lighthouse").build())
            .put("idempotency_key", key)
            .build()
            .toText();
    HttpRequest request =
        request("/v1/executions").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    assertEquals(202, http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode(), key);
  }

  private String held() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request("/v1/balance").build(), HttpResponse.BodyHandlers.ofString());
    return StrictJson.trusted(answer.body()).string("held").orElseThrow();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(platform.url() + path))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + credentials.string("api_key").orElseThrow());
  }
}
