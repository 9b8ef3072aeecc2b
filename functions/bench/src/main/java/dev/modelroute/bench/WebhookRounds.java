package dev.modelroute.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Executions one after the other, each with a webhook address of its own on a receiver in this
 * process: from before the request is sent to the arrival of {@code execution.completed}.
 */
final class WebhookRounds implements AutoCloseable {
  private static final int WAIT_SECONDS = 15;

  private final Caller caller;
  private final HttpServer receiver;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, CompletableFuture<Long>> arrivals = new ConcurrentHashMap<>();

  WebhookRounds(Caller caller) throws IOException {
    this.caller = caller;
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    receiver = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  /** Round trips that ended, ms, and how many did not. */
  record Outcome(Percentiles millis, int missing) {}

  Outcome run(int rounds) throws InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      String path = "/hook/" + System.nanoTime();
      CompletableFuture<Long> arrival = new CompletableFuture<>();
      arrivals.put(path, arrival);
      long begun = System.nanoTime();
      var _ = caller.submit("http://127.0.0.1:" + receiver.getAddress().getPort() + path);
      try {
        millis.add((arrival.get(WAIT_SECONDS, TimeUnit.SECONDS) - begun) / 1e6);
      } catch (TimeoutException | ExecutionException missed) {
        System.out.println("no webhook in " + WAIT_SECONDS + " s");
      }
    }
    double[] values = millis.stream().mapToDouble(Double::doubleValue).toArray();
    return new Outcome(new Percentiles(values), rounds - millis.size());
  }

  private void receive(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(204, -1);
      CompletableFuture<Long> arrival = arrivals.get(exchange.getRequestURI().getPath());
      if (arrival != null && body.contains("\"type\":\"execution.completed\"")) {
        arrival.complete(now);
      }
    }
  }

  @Override
  public void close() {
    receiver.stop(0);
    threads.shutdownNow();
  }
}
