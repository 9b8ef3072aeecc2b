package dev.modelroute.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Events under load, against a local run of its own: from the time an event carries, which is when
 * it was ready, to its arrival at a receiver in this process; then the same while an endpoint that
 * never answers has 500 deliveries waiting. Prints its figures.
 */
public final class WebhookLoad implements AutoCloseable {
  private static final int EVENTS_PER_EXECUTION = 2;
  private static final int PATIENCE_SECONDS = 30;
  private static final int HANGING = 500;

  private final InstantSource time = InstantSource.system();
  private final Caller caller;
  private final HttpServer receiver;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();

  private WebhookLoad(Caller caller) throws IOException {
    this.caller = caller;
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    receiver = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext("/alive", this::receive);
    receiver.createContext("/dead", this::hang);
    receiver.start();
  }

  /**
   * System properties: {@code project.root}, {@code events.per.second} (50), {@code seconds} (30).
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("project.root", "")).toAbsolutePath();
    int perSecond = Integer.getInteger("events.per.second", 50) / EVENTS_PER_EXECUTION;
    int seconds = Integer.getInteger("seconds", 30);
    try (Runner runner = Runner.start(root);
        Caller caller = new Caller(runner)) {
      caller.credit("1000");
      try (WebhookLoad load = new WebhookLoad(caller)) {
        load.run("warm-up", perSecond, 15);
        load.run("all healthy", perSecond, seconds);
        load.hangingEndpoint(runner);
        load.run("with 500 hanging", perSecond, seconds);
        System.out.printf("calls of the dead endpoint: %d%n", load.calls.get());
      }
      System.out.printf("memory (RSS): %.0f MB%n", runner.residentMegabytes());
    }
  }

  private void run(String name, int perSecond, int seconds) throws InterruptedException {
    millis.clear();
    int executions = perSecond * seconds;
    String address = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/alive";
    long begun = System.nanoTime();
    for (int i = 0; i < executions; i++) {
      TimeUnit.NANOSECONDS.sleep(begun + i * 1_000_000_000L / perSecond - System.nanoTime());
      var _ = caller.submit(address);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    int expected = executions * EVENTS_PER_EXECUTION;
    while (millis.size() < expected && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    double[] values = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Percentiles found = new Percentiles(values);
    System.out.printf(
        "%s: %d of %d events at %d/s: ready to first attempt p50 %.0f ms, p99 %.0f ms, max %.0f"
            + " ms%n",
        name,
        found.count(),
        expected,
        perSecond * EVENTS_PER_EXECUTION,
        found.median(),
        found.at(99),
        found.max());
  }

  /** Registers an endpoint that never answers and sends it 500 test events. */
  private void hangingEndpoint(Runner runner) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String address = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/dead";
      JsonObject body =
          JsonObject.builder()
              .put("url", address)
              // Of the load's own events it gets none: only these 500.
              .put("events", JsonArray.ofStrings(List.of("execution.cancelled")))
              .build();
      String endpoint =
          StrictJson.trusted(post(http, runner, "", body.toText())).string("id").orElseThrow();
      for (int i = 0; i < HANGING; i++) {
        var _ = post(http, runner, "/" + endpoint + "/test", "");
      }
    }
  }

  private static String post(HttpClient http, Runner runner, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(runner.url() + "/v1/webhooks/endpoints" + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + runner.credential("api_key"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.statusCode() + " from " + path);
    }
    return answer.body();
  }

  private void receive(HttpExchange exchange) throws IOException {
    Instant now = time.instant();
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(204, -1);
      JsonObject event = StrictJson.trusted(body);
      Instant ready = Instant.parse(event.string("timestamp").orElseThrow());
      millis.add(Duration.between(ready, now).toNanos() / 1e6);
    }
  }

  private void hang(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    try (exchange) {
      closing.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    receiver.stop(0);
    threads.shutdownNow();
  }
}
