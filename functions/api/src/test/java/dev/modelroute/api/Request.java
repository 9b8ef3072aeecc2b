package dev.modelroute.api;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A REST proxy event (payload 1.0) in the making. */
final class Request {
  private final ApiProbe api;
  private final String method;
  private final String path;
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private final Map<String, List<String>> query = new LinkedHashMap<>();
  private @Nullable String body;
  private boolean base64;

  Request(ApiProbe api, String method, String path) {
    this.api = api;
    this.method = method;
    this.path = path;
  }

  Request header(String name, String value) {
    headers.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
    return this;
  }

  Request key(String key) {
    return header("Authorization", "Bearer " + key);
  }

  Request query(String name, String value) {
    query.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
    return this;
  }

  Request json(String text) {
    return header("Content-Type", "application/json").body(text);
  }

  Request json(JsonObject object) {
    return json(object.toText());
  }

  Request body(String text) {
    body = text;
    return this;
  }

  Request bytes(byte[] bytes) {
    body = Base64.getEncoder().encodeToString(bytes);
    base64 = true;
    return this;
  }

  Answer send() {
    return api.send(JsonWriter.bytes(event()));
  }

  private JsonObject event() {
    return JsonObject.builder()
        .put("resource", "/{proxy+}")
        .put("httpMethod", method)
        .put("path", path)
        .put("headers", last(headers))
        .put("multiValueHeaders", all(headers))
        .put("queryStringParameters", last(query))
        .put("multiValueQueryStringParameters", all(query))
        .put("pathParameters", (String) null)
        .put("body", body)
        .put("isBase64Encoded", base64)
        .put(
            "requestContext",
            JsonObject.builder()
                .put("stage", "live")
                .put("path", "/live" + path)
                .put("requestId", "gateway-request-id")
                .put("someday", JsonObject.builder().put("unknown", 1).build())
                .put("identity", JsonObject.builder().put("sourceIp", "203.0.113.9").build())
                .build())
        .build();
  }

  private static @Nullable Json last(Map<String, List<String>> values) {
    if (values.isEmpty()) {
      return null;
    }
    JsonObject.Builder object = JsonObject.builder();
    values.forEach((name, all) -> object.put(name, all.getLast()));
    return object.build();
  }

  private static @Nullable Json all(Map<String, List<String>> values) {
    if (values.isEmpty()) {
      return null;
    }
    JsonObject.Builder object = JsonObject.builder();
    values.forEach((name, all) -> object.put(name, JsonArray.ofStrings(all)));
    return object.build();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
