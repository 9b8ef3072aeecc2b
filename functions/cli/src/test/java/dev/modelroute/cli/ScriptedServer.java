package dev.modelroute.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * An HTTP server on loopback that answers by script and keeps what it got: the API, or a receiver.
 */
final class ScriptedServer implements AutoCloseable {
  private static final Reply UNKNOWN =
      Reply.error(404, "NOT_FOUND", "There is no such thing.", "req_unknown");

  private final HttpServer server;
  private final Map<String, Deque<Reply>> scripts = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * What came.
   *
   * @param line method and path
   * @param headers by lower-case name
   */
  record Request(String line, String query, Map<String, String> headers, String body) {}

  /**
   * What goes back.
   *
   * @param status 0 = nothing, until the server closes
   */
  record Reply(int status, String body, Map<String, String> headers) {
    static final Reply HELD = new Reply(0, "", Map.of());

    static Reply of(int status, String json) {
      return new Reply(status, json.replace('\'', '"'), Map.of());
    }

    static Reply error(int status, String code, String message, String request) {
      return of(
          status,
          "{'error':{'code':'%s','message':'%s','retryable':false,'request_id':'%s'}}"
              .formatted(code, message, request));
    }

    Reply with(String header, String value) {
      return new Reply(status, body, Map.of(header, value));
    }
  }

  ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers requests of this line in turn, the last reply again and again. */
  ScriptedServer on(String line, Reply... replies) {
    scripts.put(line, new ArrayDeque<>(List.of(replies)));
    return this;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Those of one line. */
  List<Request> requests(String line) {
    return requests.stream().filter(request -> request.line().equals(line)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) ->
              headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String query = exchange.getRequestURI().getRawQuery();
      Reply reply = next(line);
      requests.add(new Request(line, query == null ? "" : query, headers, body));
      send(exchange, reply);
    }
  }

  private Reply next(String line) {
    Deque<Reply> script = scripts.getOrDefault(line, new ArrayDeque<>(List.of(UNKNOWN)));
    synchronized (script) {
      return script.size() > 1 ? script.removeFirst() : script.getFirst();
    }
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    if (reply.status() == 0) {
      awaitClose();
      return;
    }
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void awaitClose() {
    try {
      closing.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
