package dev.modelroute.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Receivers in this process. {@code /alive/…} takes each event at once and keeps how long after the
 * time the event carries it came; {@code /dead} never answers and counts its calls.
 */
final class TimedReceiver implements AutoCloseable {
  private static final int LISTEN_QUEUE = 500;

  private final InstantSource time = InstantSource.system();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger deadCalls = new AtomicInteger();
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();

  TimedReceiver() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(loopback, 0), LISTEN_QUEUE);
    server.setExecutor(threads);
    server.createContext("/alive", this::receive);
    server.createContext("/dead", this::hang);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  int deadCalls() {
    return deadCalls.get();
  }

  void forget() {
    millis.clear();
  }

  /** What came since {@link #forget}, after waiting for so many, in ms; something must come. */
  Percentiles arrivals(int expected, int patienceSeconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
    while (millis.size() < expected && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return new Percentiles(millis.stream().mapToDouble(Double::doubleValue).toArray());
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
    deadCalls.incrementAndGet();
    try (exchange) {
      closing.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
