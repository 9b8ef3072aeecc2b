package dev.modelroute.bench;

import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The routes of files, each call waited for. Any answer but a good one is an IOException. */
final class FileCaller implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String FILE_ID = "file_id";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final AtomicLong orders = new AtomicLong();
  private final Runner runner;

  FileCaller(Runner runner) {
    this.runner = runner;
  }

  /** An open upload. */
  record Upload(String file, URI url) {}

  /** Keys of new organisations. */
  List<String> tenants(int number) throws IOException, InterruptedException {
    String admin = runner.credential("admin_key");
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      String path = "/v1/admin/organizations";
      String id = text(call(admin, path, "{\"name\":\"Bench\"}"), "id");
      String key = "{\"label\":\"bench\",\"level\":\"full\",\"mode\":\"live\"}";
      keys.add(text(call(admin, path + "/" + id + "/keys", key), "key"));
    }
    return keys;
  }

  Upload upload(String key) throws IOException, InterruptedException {
    JsonObject answer = call(key, "/v1/files/upload", "{}");
    return new Upload(text(answer, FILE_ID), URI.create(text(answer, "upload_url")));
  }

  void put(Upload upload, BodyPublisher bytes) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(upload.url()).timeout(LIMIT).PUT(bytes).build();
    good(http.send(request, BodyHandlers.discarding()));
  }

  JsonObject confirm(String key, Upload upload) throws IOException, InterruptedException {
    return call(key, "/v1/files/confirm", "{\"file_id\":\"" + upload.file() + "\"}");
  }

  /** Converts a picture and waits until that is over. */
  void convert(String key, String file) throws IOException, InterruptedException {
    String order =
        "{\"model\":\"image-convert\",\"input\":{\"image\":\"%s\",\"output_format\":\"png\"}}"
            .formatted(file);
    String id = text(call(key, "/v1/executions", order), "id");
    String status;
    do {
      TimeUnit.MILLISECONDS.sleep(50);
      status = text(call(key, "/v1/executions/" + id, null), "status");
    } while (status.equals("PENDING") || status.equals("PROCESSING"));
    if (!status.equals("COMPLETED")) {
      throw new IOException("the execution ended as " + status);
    }
  }

  /** Reads a whole file by its address; the answer is its number of bytes. */
  long download(String key, String file) throws IOException, InterruptedException {
    URI url = URI.create(text(call(key, "/v1/files/" + file + "/url", null), "url"));
    HttpRequest request = HttpRequest.newBuilder(url).timeout(LIMIT).build();
    try (InputStream bytes = good(http.send(request, BodyHandlers.ofInputStream())).body()) {
      return bytes.transferTo(OutputStream.nullOutputStream());
    }
  }

  private JsonObject call(String key, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(runner.url() + path))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + key);
    if (body != null) {
      request.header("Idempotency-Key", "bench-" + orders.incrementAndGet());
      request.POST(BodyPublishers.ofString(body));
    }
    return StrictJson.trusted(good(http.send(request.build(), BodyHandlers.ofString())).body());
  }

  private static <T> HttpResponse<T> good(HttpResponse<T> answer) throws IOException {
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.statusCode() + " from " + answer.uri().getPath());
    }
    return answer;
  }

  private static String text(JsonObject answer, String name) {
    return answer.string(name).orElseThrow();
  }

  @Override
  public void close() {
    http.close();
  }
}
