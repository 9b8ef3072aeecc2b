package dev.modelroute.local;

import com.sun.net.httpserver.HttpExchange;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A receiver for trying out webhooks without writing one: {@code POST /_local/inbox} keeps what it
 * gets, {@code GET /_local/inbox} shows all of it, newest first, and {@code GET
 * /_local/inbox/last?type=…} gives the newest event of a type back as it came: the same body bytes,
 * the signature headers. In memory, bounded, local run only.
 */
final class WebhookInbox {
  static final String PATH = "/_local/inbox";
  private static final int KEPT = 100;
  private static final int MAX_BODY_BYTES = 512 * 1024;

  private final Deque<Message> received = new ArrayDeque<>();

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "POST" -> {
          keep(exchange);
          exchange.sendResponseHeaders(204, -1);
        }
        case "GET" -> {
          if (exchange.getRequestURI().getPath().equals(PATH + "/last")) {
            showLast(exchange);
          } else {
            showAll(exchange);
          }
        }
        default -> exchange.sendResponseHeaders(405, -1);
      }
    }
  }

  private void keep(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    synchronized (received) {
      received.addFirst(new Message(headers, new String(body, StandardCharsets.UTF_8)));
      if (received.size() > KEPT) {
        received.removeLast();
      }
    }
  }

  private void showAll(HttpExchange exchange) throws IOException {
    JsonArray all = messages().stream().map(Message::json).collect(JsonArray.collector());
    answer(exchange, JsonObject.builder().put("data", all).build().toText());
  }

  private void showLast(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    String type = query == null ? "" : query.replaceFirst("^type=", "");
    Optional<Message> last =
        messages().stream()
            .filter(message -> message.body().contains("\"type\":\"" + type + "\""))
            .findFirst();
    if (last.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    last.get().headers().entrySet().stream()
        .filter(header -> isOfTheSender(header.getKey()))
        .forEach(header -> exchange.getResponseHeaders().set(header.getKey(), header.getValue()));
    answer(exchange, last.get().body());
  }

  private static boolean isOfTheSender(String header) {
    return header.startsWith("x-signature") || header.startsWith("webhook-");
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private List<Message> messages() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  private record Message(Map<String, String> headers, String body) {
    JsonObject json() {
      JsonObject.Builder lines = JsonObject.builder();
      headers.forEach(lines::put);
      return JsonObject.builder().put("headers", lines.build()).put("body", body).build();
    }
  }
}
