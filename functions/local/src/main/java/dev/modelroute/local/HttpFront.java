package dev.modelroute.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import dev.modelroute.core.json.MalformedJsonException;
import dev.modelroute.core.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * What API Gateway is to the deployed API: turns each HTTP request into a REST proxy event (payload
 * 1.0, bodies in base64 as with {@code binaryMediaTypes: *}{@code /*}), and the function's answer
 * into an HTTP response.
 */
public final class HttpFront implements AutoCloseable {
  /** API Gateway's own limit. */
  private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  private static final int BACKLOG = 1024;

  private final HttpServer server;

  /** Platform threads: callers get their share of the machine beside the work in the background. */
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private final RequestStreamHandler function;
  private final ProxyEvents events;

  private HttpFront(HttpServer server, RequestStreamHandler function, Supplier<String> requestIds) {
    this.server = server;
    this.function = function;
    this.events = new ProxyEvents(requestIds);
  }

  /**
   * Serves a function on 127.0.0.1.
   *
   * @param port 0 = any free one
   */
  public static HttpFront start(
      int port, RequestStreamHandler function, Supplier<String> requestIds) throws IOException {
    // Without this every small answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = bound(new InetSocketAddress(loopback, port));
    HttpFront front = new HttpFront(server, function, requestIds);
    server.setExecutor(front.threads);
    server.createContext("/", front::handle);
    server.createContext(WebhookInbox.PATH, new WebhookInbox()::handle);
    server.start();
    return front;
  }

  private static HttpServer bound(InetSocketAddress address) throws IOException {
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (BindException taken) {
      throw new BindException(
          "port " + address.getPort() + " can't be used; MODELROUTE_PORT names another one");
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      if (body.length > MAX_BODY_BYTES) {
        answer(
            exchange, 413, "{\"message\":\"Request Too Long\"}".getBytes(StandardCharsets.UTF_8));
        return;
      }
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      function.handleRequest(
          new ByteArrayInputStream(events.of(exchange, body)), output, new LocalContext());
      answer(exchange, StrictJson.parseObject(output.toByteArray()));
    } catch (MalformedJsonException | RuntimeException fault) {
      // What API Gateway answers when a function fails or talks nonsense.
      answer(
          exchange,
          502,
          "{\"message\":\"Internal server error\"}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void answer(HttpExchange exchange, JsonObject response) throws IOException {
    String text = response.string("body").orElse("");
    byte[] body =
        response.bool("isBase64Encoded").orElse(false)
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    response
        .object("headers")
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach((name, value) -> setHeader(exchange, name, value));
    response
        .object("multiValueHeaders")
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach((name, values) -> setHeaders(exchange, name, values));
    answer(exchange, response.whole("statusCode").orElse(502L).intValue(), body);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void setHeader(HttpExchange exchange, String name, Json value) {
    if (!isFramework(name) && value instanceof JsonString(String text)) {
      exchange.getResponseHeaders().set(name, text);
    }
  }

  private static void setHeaders(HttpExchange exchange, String name, Json values) {
    if (isFramework(name) || !(values instanceof JsonArray array)) {
      return;
    }
    exchange.getResponseHeaders().remove(name);
    for (Json value : array.items()) {
      if (value instanceof JsonString(String text)) {
        exchange.getResponseHeaders().add(name, text);
      }
    }
  }

  /** The server counts the bytes itself. */
  private static boolean isFramework(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("content-length") || lower.equals("transfer-encoding");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
