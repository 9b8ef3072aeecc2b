package dev.modelroute.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.modelroute.core.identity.ApiKey;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.crac.Context;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Warms the function up before a snapshot of it is taken: a few requests without effect load the
 * classes, and one of them reads the key table for real, so that TLS is set up.
 */
final class Priming implements Resource {
  /** Well formed and nobody's: the seed is public, so its digest is in no table. */
  private static final String NOBODY = ApiKey.generate(new Random(0)).reveal();

  private final RequestStreamHandler handler;

  Priming(RequestStreamHandler handler) {
    this.handler = handler;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
    for (JsonObject event : events()) {
      var in = new ByteArrayInputStream(JsonWriter.bytes(event));
      handler.handleRequest(in, new ByteArrayOutputStream(), null);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing in here is bound to the time or the chance of the snapshot.
  }

  static List<JsonObject> events() {
    return List.of(
        event("GET", "/v1/health", null),
        event("GET", "/v1/executions/unknown", null),
        event("POST", "/v1/executions", "{}"));
  }

  private static JsonObject event(String method, String path, @Nullable String body) {
    return JsonObject.builder()
        .put("httpMethod", method)
        .put("path", path)
        .put("headers", JsonObject.builder().put("Authorization", "Bearer " + NOBODY).build())
        .put("body", body)
        .build();
  }
}
