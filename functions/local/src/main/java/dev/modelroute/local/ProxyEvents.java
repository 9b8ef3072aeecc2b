package dev.modelroute.local;

import com.sun.net.httpserver.HttpExchange;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes REST proxy events as API Gateway does: payload format 1.0, query parameters decoded once,
 * headers and parameters in both their single and multi-value maps. Source: the service's developer
 * guide, "Lambda proxy integrations".
 */
final class ProxyEvents {
  private static final String STAGE = "live";

  private final Supplier<String> requestIds;

  ProxyEvents(Supplier<String> requestIds) {
    this.requestIds = requestIds;
  }

  byte[] of(HttpExchange exchange, byte[] body) {
    String path = exchange.getRequestURI().getRawPath();
    String method = exchange.getRequestMethod();
    Map<String, List<String>> query = query(exchange.getRequestURI().getRawQuery());
    JsonObject.Builder event =
        JsonObject.builder()
            .put("resource", "/{proxy+}")
            .put("path", path)
            .put("httpMethod", method)
            .put("headers", last(exchange.getRequestHeaders()))
            .put("multiValueHeaders", all(exchange.getRequestHeaders()))
            .put("queryStringParameters", query.isEmpty() ? null : last(query))
            .put("multiValueQueryStringParameters", query.isEmpty() ? null : all(query))
            .put("pathParameters", JsonObject.builder().put("proxy", path.substring(1)).build())
            .put("stageVariables", (String) null)
            .put("requestContext", context(exchange, method, path))
            .put("body", body.length == 0 ? null : Base64.getEncoder().encodeToString(body))
            .put("isBase64Encoded", body.length != 0);
    return JsonWriter.bytes(event.build());
  }

  private JsonObject context(HttpExchange exchange, String method, String path) {
    return JsonObject.builder()
        .put("resourceId", "proxy")
        .put("resourcePath", "/{proxy+}")
        .put("httpMethod", method)
        .put("path", "/" + STAGE + path)
        .put("stage", STAGE)
        .put("requestId", requestIds.get())
        .put("accountId", "000000000000")
        .put("apiId", "local")
        .put("protocol", "HTTP/1.1")
        .put(
            "identity",
            JsonObject.builder()
                .put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress())
                .put("userAgent", exchange.getRequestHeaders().getFirst("User-Agent"))
                .build())
        .build();
  }

  private static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (raw == null) {
      return parameters;
    }
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException invalid) {
      // A stray % is passed on as it came; the function decides what it thinks of it.
      return text;
    }
  }

  private static JsonObject last(Map<String, List<String>> values) {
    JsonObject.Builder object = JsonObject.builder();
    values.forEach((name, list) -> object.put(name, list.getLast()));
    return object.build();
  }

  private static JsonObject all(Map<String, List<String>> values) {
    JsonObject.Builder object = JsonObject.builder();
    values.forEach((name, list) -> object.put(name, JsonArray.ofStrings(list)));
    return object.build();
  }
}
